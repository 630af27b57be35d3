package io.madcloud.app.run;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.cluster.TemporaryDirectory;
import io.madcloud.topology.EngineGroup;
import io.madcloud.topology.EngineGroup.Member;
import io.madcloud.topology.EngineRemains;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madcloud reset}: takes an engine that has stopped back to its beginning. */
@Command(
    name = "reset",
    description = {
      "Deletes what engines of this application remember: all processes, and what was taken.",
      "All of them must have stopped. The topics of their stores are deleted, their consumer"
          + " groups, and the stores on this machine; delete those on other machines before engines"
          + " start there. Inputs and outputs stay, so the next engine takes all inputs again.",
      "",
      "Example: bin/madcloud reset --dry-run"
    })
public final class ResetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Option(names = "--dry-run", description = "Say what would be deleted, and delete nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Delete it; nothing brings it back.")
  private boolean yes;

  @Option(
      names = "--skip-inputs",
      description = "Have the next engine begin behind all inputs that there are now.")
  private boolean skipInputs;

  @Option(
      names = "--topics",
      description =
          "Delete all topics of Madcloud as well: inputs, the program, journal, outcomes, calls."
              + " Topics of other people stay.")
  private boolean topics;

  /** What there is to be deleted. */
  private record Plan(List<String> topics, List<String> groups, Optional<Path> stores) {

    boolean isEmpty() {
      return topics.isEmpty() && groups.isEmpty() && stores.isEmpty();
    }
  }

  @Override
  public Integer call() throws Exception {
    if (yes == dryRun) {
      throw new InvalidInputException(
          "Expected either --dry-run or --yes: what is deleted does not come back");
    }
    if (skipInputs && topics) {
      throw new InvalidInputException(
          "Expected either --skip-inputs or --topics: with the topics, inputs are deleted");
    }
    try (Connection connection = cluster.connect()) {
      EngineRemains remains = new EngineRemains(connection.admin(), connection.config());
      Plan plan = plan(connection, remains);
      if (yes) {
        requireStopped(connection);
        remains.delete(plan.topics, plan.groups);
        if (plan.stores.isPresent()) {
          TemporaryDirectory.delete(plan.stores.get());
        }
        if (skipInputs) {
          remains.skipInputs();
        }
      }
      print(plan);
    }
    return 0;
  }

  private Plan plan(Connection connection, EngineRemains remains) throws Exception {
    List<String> names = new ArrayList<>(remains.changelogs());
    List<String> groups = new ArrayList<>(remains.groups());
    if (topics) {
      connection.answer(connection.admin().listTopics().names()).stream()
          .filter(connection.topics()::isOurs)
          .sorted()
          .forEach(names::add);
      remains.ingressGroup().ifPresent(groups::add);
    }
    return new Plan(names, groups, remains.stores());
  }

  private static void requireStopped(Connection connection) throws Exception {
    List<Member> members = new EngineGroup(connection.admin(), connection.config()).members();
    if (!members.isEmpty()) {
      throw new IllegalStateException(
          "Expected all engines of application %s to have stopped, but %d run, one of them at %s; nothing was deleted"
              .formatted(
                  connection.config().applicationId(), members.size(), members.get(0).host()));
    }
  }

  private void print(Plan plan) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      out.println(
          Json.pretty(
              Json.object(
                  "dryRun",
                  dryRun,
                  "topics",
                  plan.topics,
                  "groups",
                  plan.groups,
                  "stores",
                  plan.stores.map(Path::toString).orElse(null))));
    } else if (plan.isEmpty()) {
      out.println("There is nothing to delete.");
    } else {
      String verb = dryRun ? "Would delete" : "Deleted";
      plan.topics.forEach(topic -> out.printf("%s topic %s%n", verb, topic));
      plan.groups.forEach(group -> out.printf("%s group %s%n", verb, group));
      plan.stores.ifPresent(stores -> out.printf("%s directory %s%n", verb, stores));
    }
    out.flush();
  }
}
