package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madcloud dead-letters redrive}. */
@Command(
    name = "redrive",
    description = {
      "Has invocations that failed for good made again, each in its own process, which goes on by"
          + " that. Attempts count afresh. Says what became of each; exit code 1 when some could"
          + " not be made again. Inputs that were not taken are for their producers to write"
          + " again.",
      "",
      "Example: bin/madcloud dead-letters redrive --op /shop/price --since 2h"
    })
final class DeadLettersRedriveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private DeadLetterOptions meant;

  @Option(
      names = "--dry-run",
      description = "Tell which invocations would be made again, and do nothing.")
  private boolean dryRun;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How long to wait for the engine (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    try (Connection connection = cluster.connect();
        ProcessClient client = new ProcessClient(connection)) {
      List<DeadLetter> failures =
          meant.read(client).stream().filter(DeadLetter::isFailure).toList();
      List<Redriving.Result> results =
          dryRun
              ? Redriving.latest(client, failures).stream().map(Redriving.Result::planned).toList()
              : Redriving.redrive(client, failures, Deadline.in(timeout));
      print(results);
      return results.stream().allMatch(it -> it.refusal() == null || it.refusal().moot()) ? 0 : 1;
    }
  }

  private void print(List<Redriving.Result> results) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      List<Map<String, Object>> all = new ArrayList<>();
      for (Redriving.Result result : results) {
        all.add(
            Json.object(
                "process", result.process(),
                "op", result.op(),
                "invocation", result.invocation(),
                "redriven", !dryRun && result.refusal() == null,
                "why", result.refusal() == null ? null : result.refusal().why()));
      }
      out.println(Json.pretty(all));
    } else {
      String done = dryRun ? "would be made again" : "is made again";
      results.forEach(
          result ->
              out.printf(
                  "%s: %d %s %s%n",
                  result.process(),
                  result.invocation(),
                  result.op(),
                  result.refusal() == null ? done : "stays as it is: " + result.refusal().why()));
      long made = results.stream().filter(result -> result.refusal() == null).count();
      out.printf(
          "%d of %d failed invocations %s.%n",
          made, results.size(), dryRun ? "would be made again" : "are made again");
    }
    out.flush();
  }
}
