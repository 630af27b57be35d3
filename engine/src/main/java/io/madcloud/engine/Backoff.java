package io.madcloud.engine;

import io.madcloud.engine.program.Supervision;

/** How long to wait before another attempt. */
final class Backoff {

  private Backoff() {}

  /**
   * Doubles with each attempt up to the longest pause; the upper half of it is spread by a hash of
   * the invocation, so that a replay waits as long and many processes do not come back at once.
   *
   * @param attempt the one to come, from 2
   */
  static long beforeAttempt(int attempt, Supervision supervision, String process, int invocation) {
    long pauseMs = supervision.backoffMs();
    for (int doubled = 2; doubled < attempt && pauseMs < supervision.maxBackoffMs(); doubled++) {
      pauseMs *= 2;
    }
    pauseMs = Math.min(pauseMs, supervision.maxBackoffMs());
    long half = pauseMs / 2;
    long spread = (process.hashCode() * 31L + invocation) * 31L + attempt;
    return pauseMs - ((spread * 0x9E3779B97F4A7C15L) >>> 1) % (half + 1);
  }
}
