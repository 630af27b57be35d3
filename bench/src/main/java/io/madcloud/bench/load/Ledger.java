package io.madcloud.bench.load;

import java.util.BitSet;

/** Which processes were sent and which have done what they should: each must, once. One thread. */
final class Ledger {

  private final String what;
  private final BitSet finished = new BitSet();
  private long distinct;
  private long wrong;
  private String firstWrong;

  /**
   * None yet.
   *
   * @param what they should do, such as finish; for messages
   */
  Ledger(String what) {
    this.what = what;
  }

  /**
   * A process has finished, or done what else it should; {@code sent} is the number of those that
   * have been sent.
   */
  void finished(long number, long sent) {
    if (number < 0 || number >= sent) {
      wrong("process " + number + ", which nobody has sent");
    } else if (finished.get((int) number)) {
      wrong("process " + number + ", a second time");
    } else {
      finished.set((int) number);
      distinct++;
    }
  }

  /** Something came that should not have. */
  void wrong(String found) {
    wrong++;
    if (firstWrong == null) {
      firstWrong = found;
    }
  }

  /** How many have, each counted once. */
  long distinct() {
    return distinct;
  }

  /**
   * Sees that all is as it must be.
   *
   * @throws WrongOutcomeException if a process is missing, came twice, or came out wrong
   */
  void require(String side, long sent) {
    if (wrong > 0) {
      throw new WrongOutcomeException(
          "Expected every process of %s to %s once, but %,d did something else; the first: %s"
              .formatted(side, what, wrong, firstWrong));
    }
    if (distinct != sent) {
      throw new WrongOutcomeException(
          "Expected %,d processes of %s to %s, but %,d are missing; the first is process %d"
              .formatted(sent, side, what, sent - distinct, finished.nextClearBit(0)));
    }
  }
}
