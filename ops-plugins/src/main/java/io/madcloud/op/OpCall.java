package io.madcloud.op;

import java.util.Map;

/**
 * One call of an op. An op sees local names only; it does not know where it is mounted.
 *
 * @param inputs the values of the op's {@code in} by local name: {@code Boolean}, {@code Long},
 *     {@code Double}, {@code String}, {@link Bytes}, {@code java.time.Instant}, {@code List},
 *     {@code Map}; not to be changed
 * @param process the id of the process
 * @param invocation the number of the invocation within its process, from 1
 * @param attempt 1 for the first try
 * @param timeoutMs how long this run may take, in milliseconds, as {@code supervise} says; {@link
 *     #NO_TIMEOUT} for ever. Until it comes back, a run holds up the other processes of its
 *     partition, so an op that waits for something passes this limit on to it.
 */
public record OpCall(
    Map<String, Object> inputs, String process, int invocation, int attempt, long timeoutMs) {

  /** The {@code timeoutMs} of a run that may take for ever. */
  public static final long NO_TIMEOUT = -1;
}
