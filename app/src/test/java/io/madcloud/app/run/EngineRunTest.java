package io.madcloud.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EngineRunTest {

  @Test
  void a_start_without_a_plugin_that_ops_name_tells_which() {
    String yaml =
        """
        fields: { x: string, y: string }
        ops:
          start: { out: [x] }
          print: { in: [x], out: [y], plugin: label }
          again: { in: [y], plugin: label }
          split: { in: [y], plugin: words }
        """;
    Program program =
        new ProgramLoader(ProgramCompiler.lenient(new CelExpressions(), Map.of()))
            .load(List.of(YamlDocument.parse("test.yaml", yaml)), Program.EMPTY, 1)
            .program();

    assertThat(EngineRun.missingPlugins(program, Set.of("words"))).containsExactly("label");
    assertThat(EngineRun.missingPlugins(program, Set.of("words", "label"))).isEmpty();
  }
}
