package io.madcloud.app.run;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.program.DeclaredProgram;
import io.madcloud.topology.Edges;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madcloud topics create}: creates what is missing. */
@Command(
    name = "create",
    description = {
      "Creates the topics that are missing.",
      "Those of every engine, and those that the ops of the declared program name: for calls to"
          + " servers, for events and for what is published. What is there stays as it is.",
      "",
      "Example: bin/madcloud topics create --partitions 12 --replication-factor 3 --dry-run"
    })
final class TopicsCreateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Option(
      names = EngineTopics.PARTITIONS_OPTION,
      paramLabel = "N",
      description =
          "Partitions of the topics that are keyed by process id: as many threads can share the"
              + " work. They cannot be changed later (default: as many as there are, else "
              + EngineTopics.DEFAULT_PARTITIONS
              + ").")
  private Integer partitions;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      description = "Copies of each partition (default: what the brokers say).")
  private Short replicationFactor;

  @Option(
      names = "--server",
      paramLabel = "NAME",
      description = "One more server whose calls topic is wanted; may be repeated.")
  private List<String> servers = List.of();

  @Option(names = "--dry-run", description = "Say what would be created, and create nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws InterruptedException {
    if (replicationFactor != null && replicationFactor < 1) {
      throw new InvalidInputException(
          "Expected at least one copy, but --replication-factor is " + replicationFactor);
    }
    try (Connection connection = cluster.connect()) {
      Edges edges = DeclaredProgram.edgesIfAny(connection).and(Edges.of(new TreeSet<>(servers)));
      EngineTopics topics =
          new EngineTopics(connection.admin(), connection.topics(), edges, partitions);
      List<String> existing = topics.existing();
      List<String> created =
          dryRun ? topics.missing() : topics.create(Optional.ofNullable(replicationFactor));
      print(topics.partitions(), created, existing);
    }
    return 0;
  }

  private void print(int count, List<String> created, List<String> existing) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      out.println(
          Json.pretty(
              Json.object(
                  "dryRun", dryRun, "partitions", count, "created", created, "there", existing)));
    } else {
      String verb = dryRun ? "Would create " : "Created ";
      created.forEach(name -> out.println(verb + name));
      out.println(
          created.isEmpty()
              ? "All %d topics are there.".formatted(existing.size())
              : "%d %s, %d there before; %d partitions for process ids."
                  .formatted(
                      created.size(), dryRun ? "to create" : "created", existing.size(), count));
    }
    out.flush();
  }
}
