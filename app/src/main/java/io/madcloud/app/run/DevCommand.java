package io.madcloud.app.run;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.ConfigOptions;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.PluginsOption;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import io.madcloud.app.cluster.DevClusterException;
import io.madcloud.app.cluster.EndOfInput;
import io.madcloud.op.OpPlugin;
import io.madcloud.topology.Edges;
import io.madcloud.topology.MadcloudConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madcloud dev}: a cluster and an engine in one process, until they are stopped. */
@Command(
    name = "dev",
    description = {
      "Runs a Kafka broker, a schema registry and an engine in this process, until Ctrl-C.",
      "They are for this machine alone. All other commands talk to them unless told otherwise. What"
          + " is declared and what happens is kept from start to start.",
      "",
      "Example: bin/madcloud dev --data /tmp/try --port 19092 --registry-port 18081",
      "Example: bin/madcloud dev --datacenters east,west"
    })
public final class DevCommand implements Callable<Integer> {

  /** The system property of a process that another one started, and that ends with it. */
  static final String CHILD = "madcloud.child";

  private static final int PATIENCE_S = 20;

  private static final Path DATA = Path.of(".madcloud", "dev");

  /** Stands for addresses that are not known yet, to try the rest of the configuration with. */
  private static final String NOWHERE = "";

  @Spec private CommandSpec spec;

  @Option(
      names = DevClusterConfig.DATA_OPTION,
      paramLabel = "DIR",
      description = "Where the data is kept (default: .madcloud/dev where Madcloud was built).")
  private Path data;

  @Option(names = "--fresh", description = "Delete the data of earlier starts before.")
  private boolean fresh;

  @Option(
      names = DevClusterConfig.BROKER_PORT_OPTION,
      paramLabel = "PORT",
      description = "Port of the Kafka broker, 0 for any free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + ClusterOptions.DEV_PORT)
  private int port;

  @Option(
      names = DevClusterConfig.REGISTRY_PORT_OPTION,
      paramLabel = "PORT",
      description = "Port of the schema registry, 0 for any free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + ClusterOptions.DEV_REGISTRY_PORT)
  private int registryPort;

  @Option(
      names = EngineTopics.PARTITIONS_OPTION,
      paramLabel = "N",
      description =
          "Partitions of new topics (default: "
              + EngineTopics.DEFAULT_PARTITIONS
              + "); those that are there keep theirs.")
  private Integer partitions;

  @Option(
      names = "--datacenters",
      paramLabel = "NAME",
      split = ",",
      description = {
        "Run several datacenters, each with a broker, a registry and an engine in a process of its"
            + " own, and MirrorMaker between them. The first has the ports of above, the others"
            + " the next ones."
      })
  private List<String> datacenters = List.of();

  @Mixin private PluginsOption plugins;

  @Mixin private ConfigOptions more;

  @Override
  public Integer call() throws Exception {
    if (Boolean.getBoolean(CHILD)) {
      EndOfInput.endsProcess(PATIENCE_S);
    }
    Path directory =
        data == null ? Path.of(System.getProperty("madcloud.home", "")).resolve(DATA) : data;
    Map<String, Object> settings = more.settings();
    if (!datacenters.isEmpty()) {
      return runDatacenters(directory, settings);
    }
    DevClusterConfig wanted = wanted(directory);
    MadcloudConfig unused = config(settings, NOWHERE, NOWHERE, directory);
    EngineTopics.requirePartitions(partitions);
    Map<String, OpPlugin> ops = plugins.load();
    PrintWriter out = spec.commandLine().getOut();
    if (fresh) {
      DevCluster.erase(directory);
    }
    out.println("Starting a Kafka broker, a schema registry and an engine …");
    out.flush();
    try (CleanStop stop = new CleanStop(out, "Stopped. The data stays in " + directory)) {
      DevCluster cluster = stop.closing(DevCluster.start(wanted));
      MadcloudConfig config =
          config(
              settings,
              cluster.bootstrapServers(),
              cluster.schemaRegistryUrl(),
              cluster.engineDirectory());
      createTopics(config);
      out.printf("%-16s %s%n", "Kafka", cluster.bootstrapServers());
      out.printf("%-16s %s%n", "Schema registry", cluster.schemaRegistryUrl());
      out.printf("%-16s %s%n", "Data", cluster.dataDirectory());
      EngineRun engine = EngineRun.start(config, ops, stop, out);
      out.println(EngineRun.RUNNING + " Ctrl-C stops it; the data stays.");
      whatNext(out, cluster, engine.hasOps());
      engine.untilStopped(stop);
    }
    return 0;
  }

  private int runDatacenters(Path directory, Map<String, Object> settings) throws Exception {
    EngineTopics.requirePartitions(partitions);
    Path all = directory.resolve("datacenters");
    List<String> passedOn = new ArrayList<>(plugins.arguments());
    passedOn.addAll(more.arguments());
    if (fresh) {
      passedOn.add("--fresh");
    }
    if (partitions != null) {
      passedOn.addAll(List.of(EngineTopics.PARTITIONS_OPTION, partitions.toString()));
    }
    String prefix = config(settings, NOWHERE, NOWHERE, directory).topics().prefix();
    new DevDatacenters(datacenters, all, port, registryPort, prefix, passedOn)
        .run(spec.commandLine().getOut());
    return 0;
  }

  private DevClusterConfig wanted(Path directory) {
    try {
      return new DevClusterConfig(Optional.of(directory), port, registryPort);
    } catch (DevClusterException e) {
      throw new InvalidInputException(e.getMessage());
    }
  }

  private static MadcloudConfig config(
      Map<String, Object> settings, String brokers, String registry, Path stateDirectory) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(MadcloudConfig.BOOTSTRAP_SERVERS, brokers);
    all.put(ClusterOptions.SCHEMA_REGISTRY, registry);
    all.putIfAbsent(MadcloudConfig.STATE_DIR, stateDirectory.toString());
    return ConfigOptions.config(all);
  }

  private void createTopics(MadcloudConfig config) throws InterruptedException {
    try (Admin admin = Admin.create(config.clientProperties())) {
      EngineTopics topics = new EngineTopics(admin, config.topics(), Edges.NONE, partitions);
      topics.create(Optional.empty());
    }
  }

  private static void whatNext(PrintWriter out, DevCluster cluster, boolean hasOps) {
    ClusterOptions.exports(cluster.bootstrapServers(), cluster.schemaRegistryUrl())
        .ifPresent(
            line -> {
              out.println();
              out.println("It listens elsewhere than commands look; there, first:");
              out.println("  " + line);
            });
    out.println();
    out.println(
        hasOps
            ? "In another terminal, 'bin/madcloud ops' tells what is declared."
            : "In another terminal, 'bin/madcloud apply FILE' declares a program.");
    out.flush();
  }
}
