package io.madcloud.engine;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Steps;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpReply;

/** Runs in-process ops for a turn. */
@FunctionalInterface
public interface OpRunner {

  /**
   * Runs {@code op} once; total: what goes wrong comes back as a failure.
   *
   * @param steps that its expressions may take
   */
  OpReply run(Op op, OpCall call, Steps steps);
}
