package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.NotFoundException;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.program.DeclaredProgram;
import io.madcloud.engine.program.Op;
import io.madcloud.serdes.Masking;
import io.madcloud.serdes.Sealing;
import io.madcloud.topology.EncryptionConfig;
import io.madcloud.topology.SealedLetters;
import io.madcloud.wire.Call;
import java.io.PrintWriter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud dead-letters show LETTER}. */
@Command(
    name = "show",
    description = {
      "Shows all that is known of one dead letter: its headers and, of an invocation, what its"
          + " server was asked. Values of sensitive fields are hidden.",
      "",
      "Example: bin/madcloud dead-letters show 2-17"
    })
final class DeadLettersShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "LETTER", description = "As list tells it, such as 2-17.")
  private String id;

  @Option(
      names = "--raw",
      description =
          "The record's value as it came, in base64, and nothing else. If it is encrypted,"
              + " madcloud.encryption.keys is needed.")
  private boolean raw;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    try (Connection connection = cluster.connect();
        ProcessClient client = new ProcessClient(connection)) {
      DeadLetter letter =
          DeadLetterOptions.read(client, null, each -> each.id().equals(id)).stream()
              .findFirst()
              .orElseThrow(
                  () ->
                      new NotFoundException(
                          "Expected a dead letter %s, but there is none; 'bin/madcloud dead-letters"
                                  .formatted(id)
                              + " list' tells which there are"));
      PrintWriter out = spec.commandLine().getOut();
      byte[] value = letter.record().value();
      if (raw) {
        Sealing sealing = new Sealing(EncryptionConfig.keys(connection.config()));
        value = SealedLetters.value(letter.record(), sealing);
        out.println(value == null ? "" : Base64.getEncoder().encodeToString(value));
      } else {
        print(
            letter,
            value == null || letter.invocation().isEmpty() ? null : call(client, letter),
            out);
      }
      out.flush();
    }
    return 0;
  }

  private static Map<String, Object> call(ProcessClient client, DeadLetter letter)
      throws InterruptedException {
    Call call = client.read(letter.record(), Call.class);
    try (DeclaredProgram declared = DeclaredProgram.read(client.connection())) {
      Op op = declared.program().lastOp(call.getOp());
      Masking.hide(call, op, declared.program());
    }
    return WireJson.of(call);
  }

  private void print(DeadLetter letter, Map<String, Object> call, PrintWriter out) {
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>(DeadLettersListCommand.json(letter));
      json.put("headers", letter.headers());
      json.put("call", call);
      out.println(Json.pretty(json));
      return;
    }
    DeadLettersListCommand.json(letter)
        .forEach((name, value) -> line(out, name, value == null ? "none" : value));
    letter.headers().forEach((name, value) -> line(out, name, value));
    if (call != null) {
      call.forEach((name, value) -> line(out, "call." + name, Json.line(value)));
    }
  }

  private static void line(PrintWriter out, String name, Object value) {
    out.printf("%-32s %s%n", name, value);
  }
}
