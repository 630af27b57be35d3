package io.madcloud.app.run;

import io.madcloud.app.operate.Endpoints;
import io.madcloud.engine.Datacenters;
import io.madcloud.engine.program.Program;
import io.madcloud.op.OpPlugin;
import io.madcloud.topology.EngineHealth;
import io.madcloud.topology.EngineHealth.Restoration;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.MadcloudStreams;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An engine in this process: started, told of, and waited for until it stops. */
final class EngineRun {

  /** What is printed once inputs are taken. */
  static final String RUNNING = "The engine is running.";

  /** How often it is said how far stores are restored. */
  private static final Duration SAYING = Duration.ofSeconds(10);

  private final MadcloudStreams engine;

  private EngineRun(MadcloudStreams engine) {
    this.engine = engine;
  }

  /**
   * Starts an engine, waits until it takes inputs, and says what it has.
   *
   * @throws EngineStoppedException if it does not come to take inputs
   */
  static EngineRun start(
      MadcloudConfig config, Map<String, OpPlugin> plugins, CleanStop stop, PrintWriter out)
      throws Exception {
    Endpoints endpoints =
        config.getInt(MadcloudConfig.HTTP_PORT) == 0 ? null : stop.closing(Endpoints.start(config));
    MeterRegistry meters = endpoints == null ? new SimpleMeterRegistry() : endpoints.meters();
    MadcloudStreams engine = stop.closing(MadcloudStreams.start(config, plugins, meters));
    if (endpoints != null) {
      endpoints.show(engine);
      out.printf("%-16s %s/health/ready, /health/live, /metrics, /info%n", "HTTP", endpoints.url());
    }
    Program program = engine.program();
    out.printf("%-16s %s%n", "Program", describe(program));
    out.printf("%-16s %s%n", "Plugins", String.join(", ", plugins.keySet()));
    Set<String> missing = missingPlugins(program, plugins.keySet());
    if (!missing.isEmpty()) {
      out.printf(
          "%-16s %s: ops that name them will fail; --plugins DIR adds plugins%n",
          "Missing plugins", String.join(", ", missing));
    }
    Datacenters datacenters = config.topics().datacenters();
    if (datacenters.areSeveral()) {
      out.printf(
          "%-16s %s of %s%n",
          "Datacenter", datacenters.here(), String.join(", ", datacenters.names()));
      Set<String> unknown = unknownDatacenters(program, datacenters.names());
      if (!unknown.isEmpty()) {
        out.printf(
            "%-16s %s: ops resident there never happen; %s names all that there are%n",
            "Unknown", String.join(", ", unknown), MadcloudConfig.DATACENTERS);
      }
    }
    out.flush();
    awaitRunning(engine, out);
    return new EngineRun(engine);
  }

  private static void awaitRunning(MadcloudStreams engine, PrintWriter out)
      throws InterruptedException {
    while (!engine.awaitRunning(SAYING)) {
      EngineHealth health = engine.health();
      if (health.hasStopped()) {
        throw new EngineStoppedException(
            "Expected the engine to start, but it did not; see the messages above");
      }
      Restoration restoration = health.restoration();
      if (restoration != null) {
        out.printf(
            "%-16s %,d of %,d records%s%n",
            "Restoring",
            restoration.done(),
            restoration.done() + restoration.left(),
            restoration.estimateS() < 0
                ? ""
                : ", about %,d s left".formatted(restoration.estimateS()));
        out.flush();
      }
    }
  }

  /** Whether anything is declared. */
  boolean hasOps() {
    return !engine.program().ops().isEmpty();
  }

  /**
   * Waits until the engine has stopped because it was asked to.
   *
   * @throws EngineStoppedException if it stopped by itself
   */
  void untilStopped(CleanStop stop) throws InterruptedException {
    engine.awaitStopped();
    if (!stop.isStopping()) {
      throw new EngineStoppedException(
          "Expected the engine to run until it is asked to stop, but it ended by itself; see the"
              + " messages above");
    }
  }

  /** The plugins that ops of the program name and that are not there. */
  static Set<String> missingPlugins(Program program, Set<String> there) {
    return program.ops().values().stream()
        .map(op -> op.spec().plugin())
        .filter(name -> name != null && !there.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The datacenters that ops of the program name and that nobody knows. */
  static Set<String> unknownDatacenters(Program program, Set<String> known) {
    Set<String> unknown = new TreeSet<>(program.interests().datacenters());
    unknown.removeAll(known);
    return unknown;
  }

  private static String describe(Program program) {
    int ops = program.ops().size();
    return ops == 0
        ? "no ops yet"
        : "revision %d: %d ops, %d fields".formatted(program.revision(), ops, program.fieldCount());
  }
}
