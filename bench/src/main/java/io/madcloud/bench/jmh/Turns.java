package io.madcloud.bench.jmh;

import io.madcloud.bench.program.FixedProgram;
import io.madcloud.engine.Engine;
import io.madcloud.engine.Incarnation;
import io.madcloud.engine.Input;
import io.madcloud.engine.Limits;
import io.madcloud.engine.Turn;
import io.madcloud.engine.program.Program;
import java.util.Map;

/** Takes the first turn of a new process, again and again. */
final class Turns {

  private static final Incarnation INCARNATION = new Incarnation("bench", 0, 0);

  private final Engine engine = new Engine(Limits.DEFAULT);
  private final Program program;
  private final Input.Notification input;

  /**
   * Compiles a program.
   *
   * @param notification path of the op that starts the process; it takes one string, {@code a}
   * @param invocations that the turn must make
   */
  Turns(String yaml, String notification, int invocations) {
    program = new FixedProgram(yaml).current();
    input = new Input.Notification(0, "p", INCARNATION, notification, Map.of("a", "x"), null);
    int made = take().process().state().invocations().size();
    if (made != invocations) {
      throw new IllegalStateException(
          "Expected " + invocations + " invocations in a turn, but there are " + made);
    }
  }

  Turn take() {
    return engine.turn(program, null, input);
  }
}
