package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.cli.Table;
import io.madcloud.app.program.DeclaredProgram;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code madcloud datacenters}: what is resident where, and how far the links to here are. */
@Command(
    name = "datacenters",
    description = {
      "Shows the datacenters that processes are spread over, as the cluster of one of them knows"
          + " them: how many ops are resident in each, how many records of each are on this cluster"
          + " and not taken yet, and how many processes wait for the others.",
      "",
      "Example: bin/madcloud datacenters --bootstrap-server west:9092"
    })
public final class DatacentersCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    try (Connection connection = cluster.connect();
        DeclaredProgram declared = DeclaredProgram.read(connection)) {
      PrintWriter out = spec.commandLine().getOut();
      Optional<Links> links = Links.of(connection);
      if (links.isEmpty()) {
        print(out, connection);
        return 0;
      }
      Map<String, Integer> ops = new TreeMap<>();
      declared
          .program()
          .ops()
          .values()
          .forEach(op -> ops.merge(String.valueOf(op.spec().at()), 1, Integer::sum));
      try (ProcessClient client = new ProcessClient(connection)) {
        ElsewhereCounts.Sum waiting = ElsewhereCounts.of(client, Deadline.in(PATIENCE));
        print(out, links.get(), ops, waiting);
      }
    }
    return 0;
  }

  private void print(PrintWriter out, Connection connection) {
    if (output.isJson()) {
      out.println(Json.pretty(Json.object("here", null, "datacenters", List.of())));
    } else {
      out.printf(
          "Processes stay in one datacenter: there is no topic of the name DATACENTER.%sto.HERE.%n",
          connection.topics().prefix());
    }
    out.flush();
  }

  private void print(
      PrintWriter out, Links links, Map<String, Integer> ops, ElsewhereCounts.Sum waiting) {
    int local = ops.getOrDefault("null", 0);
    if (output.isJson()) {
      out.println(Json.pretty(json(links, ops, local, waiting)));
      out.flush();
      return;
    }
    Table table = new Table("DATACENTER", "OPS", "RECORDS NOT TAKEN YET");
    table.row(links.here() + " (here)", ops.getOrDefault(links.here(), 0), "");
    links.behind().forEach((name, behind) -> table.row(name, ops.getOrDefault(name, 0), behind));
    ops.forEach(
        (name, count) -> {
          if (!name.equals("null")
              && !name.equals(links.here())
              && !links.behind().containsKey(name)) {
            table.row(name + " (unknown here)", count, "");
          }
        });
    table.print(out);
    out.printf(
        "%n%d %s no residence and %s where a process began.%n",
        local, local == 1 ? "op has" : "ops have", local == 1 ? "runs" : "run");
    out.printf(
        "%s%d %s that began here %s for another datacenter; updates wait in %d.%n",
        waiting.truncated() ? "At least " : "",
        waiting.waiting(),
        waiting.waiting() == 1 ? "process" : "processes",
        waiting.waiting() == 1 ? "waits" : "wait",
        waiting.early());
    out.flush();
  }

  private static Map<String, Object> json(
      Links links, Map<String, Integer> ops, int local, ElsewhereCounts.Sum waiting) {
    List<Object> datacenters = new ArrayList<>();
    datacenters.add(
        Json.object(
            "name", links.here(), "ops", ops.getOrDefault(links.here(), 0), "behind", null));
    links
        .behind()
        .forEach(
            (name, behind) ->
                datacenters.add(
                    Json.object("name", name, "ops", ops.getOrDefault(name, 0), "behind", behind)));
    return Json.object(
        "here",
        links.here(),
        "datacenters",
        datacenters,
        "opsWithoutResidence",
        local,
        "waitingElsewhere",
        waiting.waiting(),
        "withEarlyUpdates",
        waiting.early(),
        "truncated",
        waiting.truncated());
  }
}
