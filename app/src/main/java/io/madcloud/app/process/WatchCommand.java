package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.program.DeclaredProgram;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Turn;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madcloud watch}: the journal as it happens. */
@Command(
    name = "watch",
    description = {
      "Prints the turns of processes as they happen, until Ctrl-C: what caused each turn, and all"
          + " that it changed. Of one process, those that are in the journal already come first.",
      "",
      "Example: bin/madcloud watch --process order-17 --until-stopped"
    })
public final class WatchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--process", paramLabel = "ID", description = "Only this process.")
  private String process;

  @Option(names = "--from-beginning", description = "All that is in the journal, then go on.")
  private boolean fromBeginning;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "What has happened since so long, then go on.")
  private Duration since;

  @Option(
      names = "--until-stopped",
      description =
          "With --process: end when it has stopped running; exit code 1 when it is not quiescent"
              + " then.")
  private boolean untilStopped;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "End after so long, with exit code 1 if --until-stopped waits in vain.")
  private Duration timeout;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    requireSense();
    try (Connection connection = cluster.connect();
        ProcessClient client = new ProcessClient(connection);
        DeclaredProgram program = DeclaredProgram.read(connection);
        TopicReader reader = reader(client)) {
      OpNames ops = new OpNames();
      TurnText text = new TurnText(ops);
      PrintWriter err = spec.commandLine().getErr();
      Watch watch = new Watch(reader, process, err, record -> client.read(record, Turn.class));
      ProcessStatus status =
          watch.follow(
              turn -> {
                ops.learn(turn);
                DeclaredOps.hide(turn, ops, program.current());
                return print(text, turn);
              },
              untilStopped,
              timeout);
      return !untilStopped || status == ProcessStatus.QUIESCENT ? 0 : 1;
    } catch (InterruptException e) {
      return 0;
    }
  }

  private void requireSense() {
    if (fromBeginning && since != null) {
      throw new InvalidInputException("Expected --from-beginning or --since, but found both");
    }
    if (untilStopped && process == null) {
      throw new InvalidInputException("Expected --process with --until-stopped, but found none");
    }
    if (process != null) {
      ProcessIds.require(process);
    }
  }

  private TopicReader reader(ProcessClient client) throws InterruptedException {
    String journal = client.topics().journal();
    TopicReader reader =
        process == null
            ? TopicReader.ofAll(client, journal)
            : TopicReader.of(client, process, journal);
    if (since != null) {
      reader.toTime(System.currentTimeMillis() - since.toMillis());
    } else if (fromBeginning || process != null) {
      reader.toBeginning();
    }
    return reader;
  }

  /** Returns whether anybody still reads. */
  private boolean print(TurnText text, Turn turn) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      out.println(Json.line(WireJson.of(turn)));
    } else {
      text.lines(turn).forEach(out::println);
    }
    return !out.checkError();
  }
}
