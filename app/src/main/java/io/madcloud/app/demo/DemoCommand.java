package io.madcloud.app.demo;

import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import io.madcloud.app.cluster.TemporaryDirectory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code madcloud demo}: shows the main job on a broker of its own. */
@Command(
    name = "demo",
    description = {
      "Shows systems that know nothing of each other keep each other up to date, on a Kafka broker"
          + " in this process; one more is dropped in while they run.",
      "",
      "Example: bin/madcloud demo --processes 50000"
    })
public final class DemoCommand implements Callable<Integer> {

  private static final int FEWEST = 100;
  private static final int MOST = 10_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--processes",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many updates to publish (default: ${DEFAULT-VALUE}).")
  private int processes;

  @Override
  public Integer call() throws Exception {
    if (processes < FEWEST || processes > MOST) {
      throw new ParameterException(
          spec.commandLine(),
          "Expected --processes to be %,d to %,d, but found %,d"
              .formatted(FEWEST, MOST, processes));
    }
    Screen screen =
        new Screen(spec.commandLine().getOut(), Boolean.getBoolean("madcloud.terminal"));
    screen.say("Starting a Kafka broker and a schema registry in this process");
    try (TemporaryDirectory stores = TemporaryDirectory.create("madcloud-demo");
        DevCluster cluster = DevCluster.start(DevClusterConfig.temporary())) {
      screen.say(
          "Kafka listens on %s, the registry on %s",
          cluster.bootstrapServers(), cluster.schemaRegistryUrl());
      return new Demo(screen, cluster, stores.path(), processes).run();
    }
  }
}
