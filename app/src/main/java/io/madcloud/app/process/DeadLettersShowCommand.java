package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.NotFoundException;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.program.DeclaredProgram;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
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
      description = "The record's value as it came, in base64, and nothing else.")
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
    Map<String, Object> call =
        new LinkedHashMap<>(WireJson.of(client.read(letter.record(), Call.class)));
    try (DeclaredProgram declared = DeclaredProgram.read(client.connection())) {
      hide(call, declared.program());
    }
    return call;
  }

  @SuppressWarnings("unchecked") // Inputs are a map by local name.
  private static void hide(Map<String, Object> call, Program program) {
    Op op = program.op(call.get("op").toString());
    Map<String, Object> inputs = (Map<String, Object>) call.get("inputs");
    inputs.replaceAll(
        (local, value) -> op == null || isSensitive(op, local) ? Texts.HIDDEN : value);
  }

  private static boolean isSensitive(Op op, String local) {
    for (Slot slot : op.in()) {
      if (slot.local().equals(local)) {
        return slot.field().sensitive();
      }
    }
    return true;
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
