package io.madcloud.engine;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Computation;
import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Steps;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpFunction;
import io.madcloud.op.OpReply;

/** Runs ops in the calling thread: expressions and plugins. */
public final class InProcess {

  private InProcess() {}

  /** Runs {@code op} once; whatever an op throws becomes a failure. See {@link OpRunner}. */
  public static OpReply run(Op op, OpCall call, Steps steps) {
    Action action = op.action();
    if (action instanceof Action.Compute compute) {
      return compute(compute.computation(), call, steps);
    }
    if (action instanceof Action.After after) {
      return compute(after.computation(), call, steps);
    }
    if (action instanceof Action.Plugin plugin) {
      return call(plugin.function(), call);
    }
    if (action instanceof Action.Publish) {
      return OpReply.none();
    }
    throw new IllegalArgumentException(
        "Expected an op that runs in the engine, but " + op + " does not");
  }

  private static OpReply compute(Computation computation, OpCall call, Steps steps) {
    try {
      return OpReply.of(computation.messages(call.inputs()::get, steps));
    } catch (ExpressionException e) {
      return OpReply.finalFailure(Judgement.EXPRESSION_ERROR);
    }
  }

  private static OpReply call(OpFunction function, OpCall call) {
    try {
      OpReply reply = function.call(call);
      return reply == null
          ? OpReply.finalFailure("Expected messages or a failure, but the plugin returned null")
          : reply;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return OpReply.failure(e.toString());
    }
  }
}
