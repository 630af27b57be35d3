package io.madcloud.acceptance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a command that was run in this JVM.
 *
 * @param out what it printed
 * @param err what it complained of
 */
public record CommandOutcome(int exitCode, String out, String err) {

  /** Runs a command that talks to this cluster. */
  public static CommandOutcome of(
      String bootstrapServers, String schemaRegistryUrl, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap-server", bootstrapServers));
    all.addAll(List.of("--schema-registry", schemaRegistryUrl));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new CommandOutcome(exitCode, out.toString(), err.toString());
  }

  /** Fails unless the command did what it was asked for and complained of nothing. */
  public CommandOutcome done() {
    assertThat(err).isEmpty();
    return ended(0);
  }

  /** Fails unless the command ended like this. */
  public CommandOutcome ended(int expected) {
    assertThat(exitCode).as(out + err).isEqualTo(expected);
    return this;
  }
}
