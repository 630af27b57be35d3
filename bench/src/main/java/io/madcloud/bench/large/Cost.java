package io.madcloud.bench.large;

/**
 * What processes took.
 *
 * @param invocations that they made
 * @param cpuNs of the thread that took their turns
 * @param bytes of keys and values that were written to changelogs
 */
record Cost(long invocations, long cpuNs, long bytes) {

  static final Cost NOTHING = new Cost(0, 0, 0);

  Cost plus(Cost other) {
    return new Cost(invocations + other.invocations, cpuNs + other.cpuNs, bytes + other.bytes);
  }

  /** CPU time of one invocation, in microseconds. */
  double microseconds() {
    return cpuNs / 1e3 / invocations;
  }

  /** Changelog bytes of one invocation. */
  double bytesEach() {
    return (double) bytes / invocations;
  }
}
