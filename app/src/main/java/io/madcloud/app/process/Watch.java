package io.madcloud.app.process;

import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.Turn;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows the journal. Used by one thread. */
final class Watch {

  private static final Duration POLL = Duration.ofMillis(200);

  /** Whoever waits longer than this for what has been wants to know how long it will take. */
  private static final Duration PROGRESS = Duration.ofSeconds(2);

  private final TopicReader journal;
  private final String process;
  private final PrintWriter err;
  private final Function<ConsumerRecord<byte[], byte[]>, Turn> decoder;
  private final TurnParts parts = new TurnParts();
  private Deadline nextProgress = Deadline.in(PROGRESS);
  private ProcessStatus status;
  private boolean caughtUp;

  /**
   * @param process the only one; null for all
   * @param err takes a word about progress
   */
  Watch(
      TopicReader journal,
      String process,
      PrintWriter err,
      Function<ConsumerRecord<byte[], byte[]>, Turn> decoder) {
    this.journal = journal;
    this.process = process;
    this.err = err;
    this.decoder = decoder;
  }

  /**
   * Follows the turns until nobody takes them any more.
   *
   * @param taker says whether it wants more
   * @param untilStopped whether to end when the process does not run any more
   * @param timeout null for no end
   * @return the status of the last process that had one
   * @throws IllegalStateException if the process runs, or is not there, when the time is over
   */
  ProcessStatus follow(Predicate<Turn> taker, boolean untilStopped, Duration timeout) {
    Deadline deadline = timeout == null ? null : Deadline.in(timeout);
    while (!(untilStopped && caughtUp && isStopped())) {
      for (ConsumerRecord<byte[], byte[]> record : journal.poll(POLL)) {
        Turn turn = parts.add(decoder.apply(record));
        if (turn != null && !take(turn, taker)) {
          return status;
        }
      }
      lookWhereWeAre();
      if (deadline != null && deadline.isOver()) {
        requireStopped(untilStopped, deadline);
        return status;
      }
    }
    return status;
  }

  private boolean take(Turn turn, Predicate<Turn> taker) {
    for (Object change : turn.getChanges()) {
      if (change instanceof StatusChanged changed) {
        status = changed.getStatus();
      }
    }
    return taker.test(turn);
  }

  /** What is known of the process counts when all that was there is read: it may run again. */
  private void lookWhereWeAre() {
    if (caughtUp) {
      return;
    }
    long behind = journal.behind();
    caughtUp = behind == 0;
    if (caughtUp && process != null && status == null) {
      err.println("No turn of process %s so far.".formatted(process));
      err.flush();
    } else if (!caughtUp && nextProgress.isOver()) {
      err.println("Looking through the journal, %,d records to go.".formatted(behind));
      err.flush();
      nextProgress = Deadline.in(PROGRESS);
    }
  }

  private boolean isStopped() {
    return status != null && status != ProcessStatus.RUNNING;
  }

  private void requireStopped(boolean wanted, Deadline deadline) {
    if (wanted && !isStopped()) {
      throw new IllegalStateException(
          "Expected process %s to stop running within %s, but %s"
              .formatted(
                  process,
                  deadline.text(),
                  status == null ? "nothing is heard of it" : "it is " + Texts.word(status)));
    }
  }
}
