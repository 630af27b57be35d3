package io.madcloud.engine.program;

import io.madcloud.op.OpFunction;

/** What an op does when it is fired. */
public sealed interface Action {

  /**
   * Starts processes.
   *
   * @param computation fields computed from the event's fields; null when there are none
   */
  record Notify(Computation computation) implements Action {}

  /** Computes its messages in the engine. */
  record Compute(Computation computation) implements Action {}

  /**
   * Runs a Java op in the engine.
   *
   * @param name of the plugin
   */
  record Plugin(String name, OpFunction function) implements Action {}

  /** Publishes a call and waits for the reply of {@code server}. */
  record Call(String server) implements Action {}

  /** Replies when {@code delayMs} milliseconds have passed since the invocation. */
  record After(long delayMs, Computation computation) implements Action {}

  /** Publishes the inputs as one record to {@code topic}; there is no reply to wait for. */
  record Publish(String topic) implements Action {}

  /** Whether the engine has the reply at once, without waiting for anybody. */
  default boolean inProcess() {
    return this instanceof Compute || this instanceof Plugin || this instanceof Publish;
  }
}
