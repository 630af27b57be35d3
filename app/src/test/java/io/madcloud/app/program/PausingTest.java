package io.madcloud.app.program;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Pause;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever waits for a pause to do its work is told when somebody takes the brake off. */
final class PausingTest {

  private static final String OPS =
      "{ fields: { a: long }, ops: { begin: { out: [a] }, ask: { in: [a], call: somebody } } }";

  @Test
  void a_pause_that_somebody_else_ended_is_told() {
    Program program =
        new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), Map.of()))
            .load(List.of(YamlDocument.parse("test.yaml", OPS)), Program.EMPTY, 1)
            .program();
    Pausing pausing = new Pausing(new Pause("/", true), List.of("/ask"), List.of("/ask"), 2);
    pausing.requireStill(program.paused(2, "/ask"));
    pausing.requireStill(program.without(3, "/ask"));
    assertThatThrownBy(() -> pausing.requireStill(program))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Expected /ask to stay paused, but somebody else changed that meanwhile");
  }
}
