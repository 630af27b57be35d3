package io.madcloud.bench.contest;

/**
 * How large a side is, and what it is sent.
 *
 * @param partitions of every topic that is keyed by process id
 * @param threads stream threads
 * @param valueBytes of each value that a process begins with, and of each that a step makes
 */
public record Shape(int partitions, int threads, int valueBytes) {

  /** That of every contest whose subject is another one. */
  public static final Shape USUAL = new Shape(4, 2, 200);

  Shape withPartitions(int other) {
    return new Shape(other, threads, valueBytes);
  }

  Shape withThreads(int other) {
    return new Shape(partitions, other, valueBytes);
  }

  Shape withValueBytes(int other) {
    return new Shape(partitions, threads, other);
  }

  @Override
  public String toString() {
    return "%d partitions, %d stream threads on each side, values of %,d bytes"
        .formatted(partitions, threads, valueBytes);
  }
}
