package io.madcloud.bench.jmh;

import io.madcloud.engine.Engine;
import io.madcloud.engine.Incarnation;
import io.madcloud.engine.Input;
import io.madcloud.engine.Limits;
import io.madcloud.engine.Turn;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.Plugins;
import java.util.List;
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
    Compiled compiled =
        new ProgramLoader(
                ProgramCompiler.strict(
                    new CelExpressions(), Plugins.load(Turns.class.getClassLoader())))
            .load(List.of(YamlDocument.parse("bench", yaml)), Program.EMPTY, 1);
    if (!compiled.isValid()) {
      throw new IllegalStateException(
          "Expected a program without mistakes, but: " + compiled.mistakes());
    }
    program = compiled.program();
    input = new Input.Notification(0, "p", INCARNATION, notification, Map.of("a", "x"));
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
