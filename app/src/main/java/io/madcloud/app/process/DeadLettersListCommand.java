package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.cli.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code madcloud dead-letters list}. */
@Command(
    name = "list",
    description = {
      "Lists what engines put aside, one line each. 'failed' is an invocation whose attempts are"
          + " used up; all other reasons are those of inputs that were not taken.",
      "",
      "Example: bin/madcloud dead-letters list --since 1d"
    })
final class DeadLettersListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private DeadLetterOptions meant;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    try (Connection connection = cluster.connect();
        ProcessClient client = new ProcessClient(connection)) {
      print(meant.read(client));
    }
    return 0;
  }

  private void print(List<DeadLetter> letters) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      out.println(Json.pretty(letters.stream().map(DeadLettersListCommand::json).toList()));
    } else if (letters.isEmpty()) {
      out.println("There are none.");
    } else {
      Table table = new Table("LETTER", "TIME", "REASON", "PROCESS", "OP", "WHY");
      for (DeadLetter letter : letters) {
        table.row(
            letter.id(),
            Texts.time(letter.time()),
            letter.reason(),
            letter.process(),
            letter.op(),
            Texts.brief(letter.detail()));
      }
      table.print(out);
    }
    out.flush();
  }

  /** What both this and {@code show} tell of a letter. */
  static Map<String, Object> json(DeadLetter letter) {
    return Json.object(
        "letter", letter.id(),
        "time", Texts.time(letter.time()),
        "reason", letter.reason(),
        "why", letter.detail(),
        "process", letter.process(),
        "op", letter.op().isEmpty() ? null : letter.op(),
        "invocation", letter.invocation().isEmpty() ? null : Integer.valueOf(letter.invocation()));
  }
}
