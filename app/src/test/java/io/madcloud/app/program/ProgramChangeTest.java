package io.madcloud.app.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.app.Shell;
import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Two operators change the program at the same time: each judged by what the other had not done.
 */
final class ProgramChangeTest {

  @Test
  void the_second_of_two_changes_that_do_not_go_together_is_told_so() throws Exception {
    try (DevCluster cluster = DevCluster.start(DevClusterConfig.temporary())) {
      Shell.of(cluster).run("topics", "create").done();
      ClusterOptions options =
          CommandLine.populateCommand(
              new ClusterOptions(),
              "--bootstrap-server",
              cluster.bootstrapServers(),
              "--schema-registry",
              cluster.schemaRegistryUrl());
      try (Connection connection = options.connect();
          DeclaredProgram one = DeclaredProgram.read(connection);
          DeclaredProgram other = DeclaredProgram.read(connection)) {
        ProgramChange text = change("{ fields: { x: string }, ops: { a: { out: [x] } } }", one);
        ProgramChange number = change("{ fields: { x: long }, ops: { b: { out: [x] } } }", other);

        long first = text.publish(connection, one);
        assertThatThrownBy(() -> number.publish(connection, other))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("Expected the change to go with the program, but somebody")
            .hasMessageContaining("Expected type string and merge fork");

        try (DeclaredProgram now = DeclaredProgram.read(connection)) {
          assertThat(now.program().revision()).isEqualTo(first);
          assertThat(now.program().ops()).containsOnlyKeys("/a");
        }
      }
    }
  }

  private static ProgramChange change(String yaml, DeclaredProgram declared) {
    Program base = declared.program();
    Declaration declaration =
        ProgramReader.read(List.of(YamlDocument.parse("test.yaml", yaml)), base).declaration();
    Compiled compiled =
        ProgramCompiler.strict(new CelExpressions(), Map.of()).compile(declaration, base, 1);
    assertThat(compiled.mistakes()).isEmpty();
    return new ProgramChange(declaration, List.of(), compiled.program());
  }
}
