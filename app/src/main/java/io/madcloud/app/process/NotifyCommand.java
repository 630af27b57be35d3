package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.program.DeclaredProgram;
import io.madcloud.engine.program.Program;
import io.madcloud.serdes.Values;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.ProcessStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud notify OP name=value…}: starts a process. */
@Command(
    name = "notify",
    description = {
      "Starts a process by an event, and prints the process's id. Values are typed as the op"
          + " declares them: lists, maps and any as JSON, bytes as base64; name=@FILE takes what is"
          + " in a file, name=@@text is text that begins with @.",
      "",
      "Example: bin/madcloud notify /sync/system1/produce-update update=hello --wait"
    })
public final class NotifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OP", description = "Absolute path of the notification.")
  private String op;

  @Parameters(
      index = "1..*",
      paramLabel = "NAME=VALUE",
      description = "The event's fields, by the names that the op uses.")
  private List<String> fields = List.of();

  @Option(
      names = "--process",
      paramLabel = "ID",
      description = "Id of the new process (default: a new one that begins with the op's name).")
  private String process;

  @Option(
      names = "--wait",
      description =
          "Wait until the process stops running, and print what it came to; exit code 1 when that"
              + " is not quiescent.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How long --wait waits (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    String id = process == null ? ProcessIds.next(op) : ProcessIds.require(process);
    try (Connection connection = cluster.connect();
        ProcessClient client = new ProcessClient(connection)) {
      Program program;
      try (DeclaredProgram declared = DeclaredProgram.read(connection)) {
        program = declared.program();
      }
      Map<String, Object> typed =
          FieldArguments.typed(fields, DeclaredOps.notification(program, op));
      Notification notification = new Notification(op, Values.fieldsToWire(typed));
      return wait ? run(client, program, id, notification) : send(client, id, notification);
    }
  }

  private int send(ProcessClient client, String id, Notification notification)
      throws InterruptedException {
    RecordMetadata sent = ProcessStart.send(client, id, notification);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        output.isJson()
            ? Json.pretty(
                Json.object(
                    "id",
                    id,
                    "incarnation",
                    Json.object(
                        "topic", sent.topic(),
                        "partition", sent.partition(),
                        "offset", sent.offset())))
            : id);
    out.flush();
    return 0;
  }

  private int run(ProcessClient client, Program program, String id, Notification notification)
      throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (!output.isJson()) {
      out.println(id);
      out.flush();
    }
    try (ProcessStart start = new ProcessStart(client, id)) {
      Outcome outcome = start.run(notification, timeout);
      if (output.isJson()) {
        out.println(Json.pretty(ProcessJson.of(outcome)));
        out.flush();
      } else {
        new ProcessText(out).print(outcome, path -> DeclaredOps.isSensitive(program, path));
      }
      return outcome.getStatus() == ProcessStatus.QUIESCENT ? 0 : 1;
    }
  }
}
