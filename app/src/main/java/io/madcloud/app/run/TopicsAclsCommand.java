package io.madcloud.app.run;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.cli.Table;
import io.madcloud.app.program.ProgramEdges;
import io.madcloud.topology.ClusterUser;
import io.madcloud.topology.Edges;
import io.madcloud.topology.Grant;
import io.madcloud.topology.MadcloudConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.SecurityUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud topics acls}: what has to be allowed to whom. */
@Command(
    name = "acls",
    description = {
      "Lists what each user has to be allowed on a cluster that has an authorizer; asks no"
          + " cluster.",
      "Names are as the configuration says: topic prefix, application id, datacenters. Topics that"
          + " programs name are among them when the programs are given.",
      "",
      "Example: bin/madcloud topics acls --for engine --principal User:madcloud"
    })
final class TopicsAclsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PROGRAM",
      arity = "0..*",
      description = "Programs whose topics are wanted as well, YAML or JSON.")
  private List<String> files = List.of();

  @Option(
      names = "--for",
      paramLabel = "USER",
      description = "One user alone: ${COMPLETION-CANDIDATES}.")
  private ClusterUser user;

  @Option(
      names = "--principal",
      paramLabel = "TYPE:NAME",
      description = "Print the kafka-acls commands that allow it to this principal; with --for.")
  private String principal;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws IOException {
    requirePrincipal();
    MadcloudConfig config = cluster.config();
    Edges edges = ProgramEdges.of(files);
    List<ClusterUser> users = user == null ? List.of(ClusterUser.values()) : List.of(user);
    PrintWriter out = spec.commandLine().getOut();
    if (principal != null) {
      String brokers = config.getString(MadcloudConfig.BOOTSTRAP_SERVERS);
      user.needs(config, edges).forEach(grant -> out.println(command(brokers, grant)));
    } else if (output.isJson()) {
      List<Map<String, Object>> acls = new ArrayList<>();
      users.forEach(
          each -> each.needs(config, edges).forEach(grant -> acls.add(json(each, grant))));
      out.println(Json.pretty(acls));
    } else {
      Table table = new Table("USER", "RESOURCE", "NAME", "PATTERN", "OPERATIONS");
      users.forEach(
          each ->
              each.needs(config, edges)
                  .forEach(
                      grant ->
                          table.row(
                              each,
                              grant.kind(),
                              grant.resource().name(),
                              pattern(grant),
                              String.join(", ", grant.operationNames()))));
      table.print(out);
    }
    out.flush();
    return 0;
  }

  private void requirePrincipal() {
    if (principal == null) {
      return;
    }
    if (user == null || output.isJson()) {
      throw new InvalidInputException(
          "Expected --principal with --for USER and without -o json, as kafka-acls commands are for"
              + " one user");
    }
    try {
      SecurityUtils.parseKafkaPrincipal(principal);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Expected --principal TYPE:NAME, such as User:madcloud, but found '" + principal + "'");
    }
    if (principal.contains("'")) {
      throw new InvalidInputException(
          "Expected a principal without ', but found \"" + principal + "\"");
    }
  }

  private static Map<String, Object> json(ClusterUser user, Grant grant) {
    return Json.object(
        "user", user.toString(),
        "resourceType", SecurityUtils.resourceTypeName(grant.resource().resourceType()),
        "name", grant.resource().name(),
        "patternType", pattern(grant),
        "operations", grant.operationNames());
  }

  private static String pattern(Grant grant) {
    return grant.resource().patternType().name().toLowerCase(Locale.ROOT);
  }

  private String command(String brokers, Grant grant) {
    StringBuilder command = new StringBuilder("kafka-acls --bootstrap-server ").append(brokers);
    command.append(" --add --allow-principal '").append(principal).append('\'');
    grant.operationNames().forEach(name -> command.append(" --operation ").append(name));
    command.append(" --").append(grant.kind().replace(' ', '-'));
    command.append(' ').append(grant.resource().name());
    command.append(grant.isPrefixed() ? " --resource-pattern-type prefixed" : "");
    return command.toString();
  }
}
