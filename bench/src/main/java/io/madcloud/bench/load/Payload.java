package io.madcloud.bench.load;

import java.util.List;

/**
 * What is sent: encoded once, before anything is measured; sent in turn.
 *
 * @param values of the records to send
 * @param expected for each value some bytes that its outcome must contain
 */
public record Payload(List<byte[]> values, List<byte[]> expected) {

  /** There is one expectation for each value. */
  public Payload {
    values = List.copyOf(values);
    expected = List.copyOf(expected);
    if (values.size() != expected.size()) {
      throw new IllegalArgumentException(
          "Expected as many outcomes as values, but %d and %d"
              .formatted(expected.size(), values.size()));
    }
  }

  byte[] value(long process) {
    return values.get((int) (process % values.size()));
  }

  /** Whether an outcome contains what the process should come to. */
  boolean isExpected(long process, byte[] outcome) {
    return contains(outcome, expected.get((int) (process % expected.size())));
  }

  static boolean contains(byte[] outcome, byte[] wanted) {
    for (int from = 0; from <= outcome.length - wanted.length; from++) {
      int at = 0;
      while (at < wanted.length && outcome[from + at] == wanted[at]) {
        at++;
      }
      if (at == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
