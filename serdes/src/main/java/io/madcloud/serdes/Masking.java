package io.madcloud.serdes;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.wire.Call;
import io.madcloud.wire.InspectedProcess;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.Turn;
import java.util.function.IntFunction;

/**
 * Puts something that tells nothing in the place of the values of sensitive fields, in what is for
 * people to read. Nobody gets them back from there. Thread-safe.
 */
public final class Masking {

  private Masking() {}

  static SensitiveValues values(Program program) {
    return SensitiveValues.of(program, (place, value) -> StandIns.hidden());
  }

  /** Hides in an outcome that is to be written. */
  public static void hide(Outcome outcome, Program program) {
    if (program.hasSensitive()) {
      SensitiveValues values = values(program);
      outcome.getFieldsets().forEach(it -> values.replaceIn(it.getFields()));
    }
  }

  /** Hides in the answer to who asked what a process is like. */
  public static void hide(InspectedProcess process, Program program) {
    if (program.hasSensitive()) {
      SensitiveValues values = values(program);
      process.getFieldsets().forEach(it -> values.replaceIn(it.getFields()));
    }
  }

  /**
   * Hides in a call that is put aside.
   *
   * @param op that it calls, as it is or was; null when it is not known
   */
  public static void hide(Call call, Op op, Program program) {
    if (program.hasSensitive()) {
      values(program).replaceInputs(call.getInputs(), op);
    }
  }

  /**
   * Hides in a record of the journal that is to be shown.
   *
   * @param ops by the numbers of invocations; null for one that is not known
   */
  public static void hide(Turn turn, IntFunction<Op> ops, Program program) {
    if (program.hasSensitive()) {
      values(program).replaceIn(turn, ops);
    }
  }
}
