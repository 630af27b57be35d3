package io.madcloud.op;

/** What an in-process op does with one call. Thread-safe. */
@FunctionalInterface
public interface OpFunction {

  /**
   * Runs the op once. An op must answer the same inputs with the same reply: the engine runs it
   * again when a transaction is retried. It comes back within the call's {@code timeoutMs}, and
   * soon after its thread was interrupted.
   *
   * @return messages or a failure, never null
   * @throws Exception counts as a retryable failure with the exception's text
   */
  OpReply call(OpCall call) throws Exception;
}
