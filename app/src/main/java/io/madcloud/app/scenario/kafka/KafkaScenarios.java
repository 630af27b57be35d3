package io.madcloud.app.scenario.kafka;

import io.madcloud.app.cluster.TemporaryDirectory;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.Scenario;
import io.madcloud.engine.scenario.ScenarioOutcome;
import io.madcloud.op.OpPlugin;
import io.madcloud.topology.MadcloudConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.ConfigException;

/**
 * Plays scenarios through Kafka, several at once: each with an engine, topics and stores of its own
 * on one cluster, and all of these gone in the end. Thread-safe.
 */
public final class KafkaScenarios implements AutoCloseable {

  /** Here all share the processors with the broker. */
  private static final int AT_ONCE_HERE = 4;

  /** Elsewhere most of the time is waiting, not least for groups to form. */
  private static final int AT_ONCE_ELSEWHERE = 8;

  private static final long STOP_S = 120;

  private final SharedCluster cluster;
  private final ProgramCompiler compiler;
  private final Map<String, OpPlugin> plugins;
  private final TemporaryDirectory stores;
  private final ExecutorService players;
  private final String run = "scenario-" + UUID.randomUUID().toString().substring(0, 8) + "-";
  private final AtomicInteger played = new AtomicInteger();
  private final List<String> leftBehind = new CopyOnWriteArrayList<>();
  private boolean closed;

  private KafkaScenarios(
      SharedCluster cluster, ProgramCompiler compiler, Map<String, OpPlugin> plugins) {
    this.cluster = cluster;
    this.compiler = compiler;
    this.plugins = plugins;
    this.stores = TemporaryDirectory.create("madcloud-scenario");
    AtomicInteger threads = new AtomicInteger();
    this.players =
        Executors.newFixedThreadPool(
            cluster.isGiven() ? AT_ONCE_ELSEWHERE : AT_ONCE_HERE,
            task -> {
              Thread thread = new Thread(task, "scenario-player-" + threads.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * What keeps a scenario from being played through Kafka, though it is a valid one.
   *
   * @param scenario without mistakes
   */
  public static List<Mistake> obstacles(Scenario scenario) {
    List<Mistake> obstacles = new ArrayList<>();
    if (!scenario.datacenters().isEmpty()) {
      obstacles.add(
          new Mistake(
              new Place(scenario.file(), 0, "datacenters"),
              "Expected a scenario in one datacenter for the runtime kafka, which has one cluster;"
                  + " 'bin/madcloud dev --datacenters' runs several"));
    }
    try {
      Map<String, Object> base = Map.of(MadcloudConfig.BOOTSTRAP_SERVERS, "any:9092");
      MadcloudConfig unused = EngineConfig.of(base, "any", scenario.limits(), Path.of("any"));
    } catch (ConfigException e) {
      obstacles.add(
          new Mistake(
              new Place(scenario.file(), 0, "limits"),
              "Expected limits that an engine on Kafka takes, but: " + e.getMessage()));
    }
    return obstacles;
  }

  /**
   * Begins on a broker and a registry in this process.
   *
   * @param compiler a strict one
   */
  public static KafkaScenarios here(ProgramCompiler compiler, Map<String, OpPlugin> plugins) {
    return new KafkaScenarios(SharedCluster.here(), compiler, plugins);
  }

  /**
   * Begins on a cluster that is there, and stays as it was.
   *
   * @param compiler a strict one
   */
  public static KafkaScenarios on(
      MadcloudConfig cluster, ProgramCompiler compiler, Map<String, OpPlugin> plugins) {
    return new KafkaScenarios(SharedCluster.given(cluster), compiler, plugins);
  }

  /** Plays a scenario that has no mistakes and no {@link #obstacles}, in its turn. */
  public Future<ScenarioOutcome> play(Scenario scenario) {
    return players.submit(() -> playNow(scenario));
  }

  private ScenarioOutcome playNow(Scenario scenario) throws Exception {
    String name = run + played.incrementAndGet();
    MadcloudConfig config = cluster.config(name, scenario.limits(), stores.path().resolve(name));
    PlayedFile file = new PlayedFile(scenario, cluster, config, compiler, plugins);
    try {
      return file.play();
    } finally {
      // Whoever interrupts wants an end, and to leave nothing behind is part of it.
      boolean interrupted = Thread.interrupted();
      file.close();
      if (cluster.isGiven()) {
        leftBehind.addAll(Leftovers.delete(cluster.admin(), name));
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What could not be removed from the cluster, and what to do about it. */
  public List<String> leftBehind() {
    return List.copyOf(leftBehind);
  }

  /** Ends what is still being played, and removes everything. Again: does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    players.shutdownNow();
    try {
      if (!players.awaitTermination(STOP_S, TimeUnit.SECONDS)) {
        leftBehind.add("Expected all engines to stop within " + STOP_S + " s, but they do not.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cluster.close();
    stores.close();
  }
}
