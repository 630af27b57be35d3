package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.wire.Cancel;
import io.madcloud.wire.Control;
import io.madcloud.wire.InspectedProcess;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Turn;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud cancel PROCESS}: stops a process for good. */
@Command(
    name = "cancel",
    description = {
      "Stops a running process for good; what is pending is dropped. Says so when it has happened.",
      "",
      "Example: bin/madcloud cancel order-17 --reason 'ordered twice'"
    })
public final class CancelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PROCESS", description = "Id of the process.")
  private String process;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for those who read the journal.")
  private String reason;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "How long to wait for the engine (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    ProcessIds.require(process);
    try (Connection connection = cluster.connect();
        ProcessClient client = new ProcessClient(connection)) {
      InspectedProcess found = Inquiry.find(client, process, timeout);
      requireRunning(found);
      Control control =
          new Control(
              process, found.getIncarnation(), new Cancel(reason), System.getProperty("user.name"));
      Turn turn =
          new Delivery(client, process)
              .deliver(
                  client.topics().controls(),
                  found.getIncarnation().getPartition(),
                  control,
                  timeout,
                  other -> {});
      print(turn, found);
    }
    return 0;
  }

  private void requireRunning(InspectedProcess found) {
    if (found.getStatus() != ProcessStatus.RUNNING) {
      throw new IllegalStateException(
          "Expected a running process, but %s is %s"
              .formatted(
                  process,
                  ProcessText.status(found.getStatus(), found.getReason(), found.getRevision())));
    }
  }

  private void print(Turn turn, InspectedProcess before) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        output.isJson()
            ? Json.pretty(
                Json.object(
                    "id",
                    process,
                    "status",
                    Texts.word(ProcessStatus.CANCELLED),
                    "revision",
                    before.getRevision() + 1,
                    "turn",
                    turn.getTurn()))
            : "%s is cancelled".formatted(process));
    out.flush();
  }
}
