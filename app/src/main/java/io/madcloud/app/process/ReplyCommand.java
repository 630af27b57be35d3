package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.program.DeclaredProgram;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.wire.Answered;
import io.madcloud.wire.Attempted;
import io.madcloud.wire.InspectedInvocation;
import io.madcloud.wire.InspectedProcess;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Turn;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud reply PROCESS OP name=value…}: answers a call by hand. */
@Command(
    name = "reply",
    description = {
      "Answers a pending call by hand, in place of its server: the oldest one of the op, unless"
          + " --invocation names another. Prints the turn that the engine took for it. Values are"
          + " written as for notify.",
      "",
      "Example: bin/madcloud reply order-17 /shop/price price=12"
    })
public final class ReplyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PROCESS", description = "Id of the process.")
  private String process;

  @Parameters(index = "1", paramLabel = "OP", description = "Absolute path of the op.")
  private String op;

  @Parameters(
      index = "2..*",
      paramLabel = "NAME=VALUE",
      description = "One message: fields by the names that the op uses.")
  private List<String> fields = List.of();

  @Option(
      names = "--invocation",
      paramLabel = "N",
      description = "Number of the invocation, as 'bin/madcloud process' tells it.")
  private Integer invocation;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "How long to wait for the engine (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private ReplyContent content;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    ProcessIds.require(process);
    content.requireOne(fields);
    try (Connection connection = cluster.connect();
        ProcessClient client = new ProcessClient(connection)) {
      InspectedProcess found = Inquiry.find(client, process, timeout);
      InspectedInvocation pending = oldestPending(found);
      Program program;
      try (DeclaredProgram declared = DeclaredProgram.read(connection)) {
        program = declared.program();
      }
      Op called = program.op(pending.getOpVersion());
      Reply reply =
          new Reply(
              process,
              found.getIncarnation(),
              pending.getInvocation(),
              pending.getFailedRuns() + 1,
              content.messages(fields, called),
              content.error());
      Turn turn =
          new Delivery(client, process)
              .deliver(
                  client.topics().replies(),
                  found.getIncarnation().getPartition(),
                  reply,
                  timeout,
                  other -> requireStillPending(other, reply));
      print(turn, found, program);
    }
    return 0;
  }

  private InspectedInvocation oldestPending(InspectedProcess found) {
    return Pending.of(found).stream()
        .filter(it -> it.getServer() != null && it.getOp().equals(op))
        .filter(it -> invocation == null || it.getInvocation() == invocation)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected a pending call of %s%s, but process %s is %s; %s"
                        .formatted(
                            op,
                            invocation == null ? "" : " with number " + invocation,
                            process,
                            ProcessText.status(
                                found.getStatus(), found.getReason(), found.getRevision()),
                            Pending.text(found))));
  }

  /** An engine counts a reply that comes too late, and says nothing. */
  private static void requireStillPending(Turn turn, Reply ours) {
    for (Object change : turn.getChanges()) {
      boolean answered =
          change instanceof Answered it && it.getInvocation() == ours.getInvocation();
      boolean attempted =
          change instanceof Attempted it && it.getInvocation() == ours.getInvocation();
      if (answered || (attempted && ours.getError() != null)) {
        throw new IllegalStateException(
            "Expected invocation %d to be pending, but another reply came first"
                .formatted(ours.getInvocation()));
      }
    }
  }

  private void print(Turn turn, InspectedProcess before, Program program) {
    PrintWriter out = spec.commandLine().getOut();
    OpNames ops = new OpNames();
    before.getInvocations().forEach(it -> ops.learn(process, it.getInvocation(), it.getOp()));
    DeclaredOps.hide(turn, ops, program);
    if (output.isJson()) {
      out.println(Json.pretty(WireJson.of(turn)));
    } else {
      new TurnText(ops).lines(turn).forEach(out::println);
    }
    out.flush();
  }
}
