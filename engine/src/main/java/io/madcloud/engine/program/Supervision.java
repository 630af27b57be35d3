package io.madcloud.engine.program;

import io.madcloud.op.OpCall;

/**
 * How failed runs of an op are retried, and what becomes of the others when that does not help.
 *
 * @param attempts how often it is tried in all, at least 1
 * @param backoffMs before the second attempt; doubled for each further one
 * @param maxBackoffMs the longest pause between attempts
 * @param timeoutMs how long one attempt may take; {@link #NO_TIMEOUT} for ever
 * @param folder path of the folder whose {@code onFailure} it is; null when none said anything
 */
public record Supervision(
    int attempts,
    long backoffMs,
    long maxBackoffMs,
    long timeoutMs,
    OnFailure onFailure,
    String folder) {

  /** The {@code timeoutMs} of an op that may wait for ever. */
  public static final long NO_TIMEOUT = OpCall.NO_TIMEOUT;

  /** What holds where no folder and no op says otherwise. */
  public static final Supervision DEFAULT = new Supervision(3, 100, 10_000, 60_000);

  /** The others go on without it. */
  public Supervision(int attempts, long backoffMs, long maxBackoffMs, long timeoutMs) {
    this(attempts, backoffMs, maxBackoffMs, timeoutMs, OnFailure.CONTINUE, null);
  }

  /** The same without a time-out. */
  public Supervision patient() {
    return new Supervision(attempts, backoffMs, maxBackoffMs, NO_TIMEOUT, onFailure, folder);
  }
}
