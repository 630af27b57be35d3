package io.madcloud.app.run;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.PluginsOption;
import io.madcloud.op.OpPlugin;
import io.madcloud.topology.MadcloudConfig;
import java.io.PrintWriter;
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
      "Runs an engine, until Ctrl-C or SIGTERM.",
      "Several on the same cluster share the work.",
      "",
      "Example: bin/madcloud run --bootstrap-server localhost:9092 --schema-registry"
          + " http://localhost:8081"
    })
public final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Mixin private PluginsOption plugins;

  @Option(
      names = "--print-config",
      description = "Print the whole configuration, without what is secret, and end.")
  private boolean printConfig;

  @Override
  public Integer call() throws Exception {
    MadcloudConfig config = cluster.config();
    if (printConfig) {
      new PrintedConfig(config, cluster.settings()).print(spec.commandLine().getOut());
      return 0;
    }
    Map<String, OpPlugin> ops = plugins.load();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-16s %s%n", "Kafka", config.getString(MadcloudConfig.BOOTSTRAP_SERVERS));
    out.printf(
        "%-16s %s%n", "Schema registry", config.originals().get(ClusterOptions.SCHEMA_REGISTRY));
    out.flush();
    Connection.open(config).close();
    try (CleanStop stop = new CleanStop(out, "The engine has stopped.")) {
      EngineRun engine = EngineRun.start(config, ops, stop, out);
      out.println(EngineRun.RUNNING);
      out.flush();
      engine.untilStopped(stop);
    }
    return 0;
  }
}
