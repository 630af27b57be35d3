package io.madcloud.engine.program;

import io.madcloud.op.OpCall;

/**
 * How failed runs of an op are retried.
 *
 * @param attempts how often it is tried in all, at least 1
 * @param backoffMs before the second attempt; doubled for each further one
 * @param maxBackoffMs the longest pause between attempts
 * @param timeoutMs how long one attempt may take; {@link #NO_TIMEOUT} for ever
 */
public record Supervision(int attempts, long backoffMs, long maxBackoffMs, long timeoutMs) {

  /** The {@code timeoutMs} of an op that may wait for ever. */
  public static final long NO_TIMEOUT = OpCall.NO_TIMEOUT;

  /** What holds where no folder and no op says otherwise. */
  public static final Supervision DEFAULT = new Supervision(3, 100, 10_000, 60_000);
}
