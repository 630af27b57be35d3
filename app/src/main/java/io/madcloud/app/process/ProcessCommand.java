package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.wire.InspectedProcess;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud process ID}: what a process is like now. */
@Command(
    name = "process",
    description = {
      "Tells what a process is like now: its fieldsets, its invocations and what is pending. The"
          + " engine that has the process is asked; nothing changes by that.",
      "",
      "Example: bin/madcloud process order-17 -o json"
    })
public final class ProcessCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Id of the process.")
  private String process;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "How long to wait for the answer (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    ProcessIds.require(process);
    try (Connection connection = cluster.connect();
        ProcessClient client = new ProcessClient(connection)) {
      InspectedProcess found = Inquiry.find(client, process, timeout);
      PrintWriter out = spec.commandLine().getOut();
      if (output.isJson()) {
        out.println(Json.pretty(ProcessJson.of(process, found)));
        out.flush();
      } else {
        new ProcessText(out).print(process, found);
      }
    }
    return 0;
  }
}
