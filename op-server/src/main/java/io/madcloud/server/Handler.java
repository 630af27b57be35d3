package io.madcloud.server;

import io.madcloud.op.OpReply;

/**
 * Runs an op. Called by several threads at once, and for the same invocation possibly more than
 * once: {@link ServerCall#idempotencyKey} tells repetitions.
 */
@FunctionalInterface
public interface Handler {

  /**
   * Answers one call.
   *
   * @return messages, or a failure
   * @throws Exception if the attempt failed; the engine tries again, as the op's supervision says
   */
  OpReply handle(ServerCall call) throws Exception;
}
