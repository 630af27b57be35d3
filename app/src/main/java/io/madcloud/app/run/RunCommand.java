package io.madcloud.app.run;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.Plugins;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.MadcloudStreams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madcloud run}: an engine, until it is stopped. */
@Command(
    name = "run",
    description = {
      "Runs an engine until it is stopped.",
      "",
      "Example: madcloud run --bootstrap-server localhost:9092 --schema-registry"
          + " http://localhost:8081"
    })
public final class RunCommand implements Callable<Integer> {

  /** What is printed once inputs are taken. */
  static final String RUNNING = "The engine is running.";

  private static final Duration START = Duration.ofMinutes(10);

  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Directory of jars with more Java ops.")
  private Path plugins;

  @Override
  public Integer call() throws InterruptedException {
    MadcloudConfig config = cluster.config();
    Map<String, OpPlugin> ops =
        plugins == null ? Plugins.load(getClass().getClassLoader()) : Plugins.load(plugins);
    PrintWriter out = spec.commandLine().getOut();
    try (MadcloudStreams engine = MadcloudStreams.start(config, ops, new SimpleMeterRegistry())) {
      Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "madcloud-shutdown"));
      if (!engine.awaitRunning(START)) {
        out.println("Expected the engine to start, but it did not; see the messages above.");
        return 1;
      }
      out.println(RUNNING);
      engine.awaitStopped();
    }
    return 0;
  }
}
