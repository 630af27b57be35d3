package io.madcloud.app.run;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.cli.Table;
import io.madcloud.app.program.DeclaredProgram;
import io.madcloud.topology.TopicPlan;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code madcloud topics list}: what an engine needs, and what of it there is. */
@Command(
    name = "list",
    description = {
      "Lists the topics that engines need, and how many partitions each has.",
      "Those that the ops of the declared program name are among them. A missing topic has 0"
          + " partitions in JSON.",
      "",
      "Example: bin/madcloud topics list -o json"
    })
final class TopicsListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    try (Connection connection = cluster.connect()) {
      print(
          new TopicPlan(connection.topics())
              .partitions(connection.admin(), DeclaredProgram.edgesIfAny(connection)));
    }
    return 0;
  }

  private void print(Map<String, Integer> partitions) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      List<Map<String, Object>> topics = new ArrayList<>();
      partitions.forEach(
          (name, count) -> topics.add(Json.object("topic", name, "partitions", count)));
      out.println(Json.pretty(topics));
    } else {
      Table table = new Table("TOPIC", "PARTITIONS");
      partitions.forEach((name, count) -> table.row(name, count == 0 ? "missing" : count));
      table.print(out);
    }
    out.flush();
  }
}
