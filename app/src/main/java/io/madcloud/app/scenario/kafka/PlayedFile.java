package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.Scenario;
import io.madcloud.engine.scenario.ScenarioOutcome;
import io.madcloud.engine.scenario.ScenarioRunner;
import io.madcloud.engine.scenario.StageException;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.op.OpPlugin;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.Edges;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.MadcloudStreams;
import io.madcloud.topology.TopicPlan;
import io.madcloud.topology.program.ProgramPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays one scenario: with topics, an engine and stores of its own. Used by one thread. */
final class PlayedFile implements AutoCloseable {

  private static final int PARTITIONS = 1;
  private static final Duration START = Duration.ofMinutes(2);

  private final Scenario scenario;
  private final SharedCluster cluster;
  private final MadcloudConfig config;
  private final ProgramCompiler compiler;
  private final Map<String, OpPlugin> plugins;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  PlayedFile(
      Scenario scenario,
      SharedCluster cluster,
      MadcloudConfig config,
      ProgramCompiler compiler,
      Map<String, OpPlugin> plugins) {
    this.scenario = scenario;
    this.cluster = cluster;
    this.config = config;
    this.compiler = compiler;
    this.plugins = plugins;
  }

  ScenarioOutcome play() throws InterruptedException {
    Revisions revisions = new Revisions();
    FoldedProcesses processes = new FoldedProcesses(revisions);
    KafkaStage stage;
    try {
      PlayedEngine engine = start(processes, revisions);
      stage = new KafkaStage(compiler, engine, revisions, processes);
    } catch (RuntimeException e) {
      throw new StageException(scenario.file() + ": " + e.getMessage(), e);
    }
    return ScenarioRunner.play(scenario, stage);
  }

  private PlayedEngine start(FoldedProcesses processes, Revisions revisions)
      throws InterruptedException {
    new TopicPlan(config.topics())
        .create(
            cluster.admin(),
            PARTITIONS,
            Optional.empty(),
            Edges.of(PlayedOps.of(scenario, compiler).servers()));
    ProgramPublisher publisher =
        closing(ProgramPublisher.open(config.clientProperties(), config.topics().programs()));
    Declaration program = ProgramReader.read(scenario.program(), Program.EMPTY).declaration();
    publisher.publish(PlayedEngine.played(program), List.of());
    PlayedClock clock = new PlayedClock();
    MadcloudStreams streams =
        closing(MadcloudStreams.start(config, plugins, new SimpleMeterRegistry(), clock));
    if (!streams.awaitRunning(START)) {
      throw new StageException(
          "Expected an engine to start within %d s, but it did not: %s"
              .formatted(
                  START.toSeconds(),
                  streams
                      .threadFailure()
                      .map(Throwable::toString)
                      .orElse("nothing is known of it")));
    }
    revisions.add(streams.program());
    RecordSerdes serdes = cluster.serdes();
    return new PlayedEngine(
        streams,
        clock,
        publisher,
        new EngineInput(cluster.producer(), config.topics(), serdes),
        closing(new EngineOutput(config, serdes, cluster.admin(), processes)));
  }

  private <T extends AutoCloseable> T closing(T part) {
    parts.push(part);
    return part;
  }

  /** Stops the engine; its topics stay. */
  @Override
  public void close() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
