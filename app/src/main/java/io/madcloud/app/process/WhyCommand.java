package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.program.DeclaredProgram;
import io.madcloud.engine.program.Op;
import io.madcloud.wire.ExplainedFieldset;
import io.madcloud.wire.ExplainedOp;
import io.madcloud.wire.Obstacle;
import io.madcloud.wire.ObstacleKind;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud why PROCESS OP}: why an op can or cannot happen. */
@Command(
    name = "why",
    description = {
      "Tells why an op can or cannot happen in a process, on each of its fieldsets: which inputs"
          + " are missing and what could produce them, which masks are there and who set them, what"
          + " is awaited. The engine that has the process is asked; times are looked up in the"
          + " journal. Nothing changes by that.",
      "",
      "Example: bin/madcloud why order-17 /order/courier/reserve"
    })
public final class WhyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PROCESS", description = "Id of the process.")
  private String process;

  @Parameters(
      index = "1",
      paramLabel = "OP",
      description = "Path of the op, or as much of its end as no other has.")
  private String op;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description =
          "How long to wait for the answer, and for the journal (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    ProcessIds.require(process);
    try (Connection connection = cluster.connect();
        ProcessClient client = new ProcessClient(connection)) {
      Op meant;
      try (DeclaredProgram declared = DeclaredProgram.read(connection)) {
        meant = DeclaredOps.withInputs(declared.program(), op);
      }
      ExplainedOp why = Inquiry.explain(client, process, meant.path(), timeout);
      if (!why.getKnown()) {
        throw new IllegalStateException(
            "Expected the engine to know %s, but its program, revision %d, has no such op; try again"
                .formatted(meant, why.getProgramRevision()));
      }
      TurnTimes times = times(client, why);
      PrintWriter out = spec.commandLine().getOut();
      if (output.isJson()) {
        out.println(Json.pretty(new WhyJson(times).of(process, why)));
        out.flush();
      } else {
        new WhyText(out, times).print(process, why);
      }
    }
    return 0;
  }

  private TurnTimes times(ProcessClient client, ExplainedOp why) throws InterruptedException {
    Set<Integer> made = new TreeSet<>();
    Set<Integer> answered = new TreeSet<>();
    for (ExplainedFieldset fieldset : why.getFieldsets()) {
      for (Obstacle obstacle : fieldset.getObstacles()) {
        if (obstacle.getInvocation() != null) {
          (obstacle.getKind() == ObstacleKind.AWAITED ? made : answered)
              .add(obstacle.getInvocation());
        }
      }
    }
    return TurnTimes.find(
        client, process, why.getIncarnation(), made, answered, Deadline.in(timeout));
  }
}
