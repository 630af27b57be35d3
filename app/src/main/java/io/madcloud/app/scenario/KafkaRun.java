package io.madcloud.app.scenario;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.ConsoleLog;
import io.madcloud.app.scenario.kafka.KafkaScenarios;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.Scenario;
import io.madcloud.engine.scenario.ScenarioOutcome;
import io.madcloud.op.OpPlugin;
import io.madcloud.serdes.RecordSerdes;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Plays scenarios through Kafka and tells how far it is. One thread. */
final class KafkaRun {

  private final ProgramCompiler compiler;
  private final Map<String, OpPlugin> plugins;
  private final ClusterOptions cluster;
  private final PrintWriter err;

  /**
   * @param compiler a strict one
   * @param cluster to play on, if it names one
   * @param err for progress and what goes wrong in the end
   */
  KafkaRun(
      ProgramCompiler compiler,
      Map<String, OpPlugin> plugins,
      ClusterOptions cluster,
      PrintWriter err) {
    this.compiler = compiler;
    this.plugins = plugins;
    this.cluster = cluster;
    this.err = err;
  }

  /**
   * Plays all scenarios.
   *
   * @param printer takes the outcomes, each as soon as those before it are there
   * @return whether nothing is left behind on the cluster; otherwise that is told
   */
  boolean play(List<Scenario> scenarios, Consumer<ScenarioOutcome> printer)
      throws InterruptedException {
    Progress progress =
        new Progress(err, Boolean.getBoolean("madcloud.terminal.err"), scenarios.size());
    progress.starting();
    KafkaScenarios kafka = start();
    Thread hook = new Thread(kafka::close, "madcloud-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try (kafka) {
      int played = 0;
      for (Future<ScenarioOutcome> future : scenarios.stream().map(kafka::play).toList()) {
        progress.played(played++);
        ScenarioOutcome outcome = outcome(future);
        progress.clear();
        printer.accept(outcome);
      }
      progress.stopping();
    } finally {
      progress.clear();
      kafka.leftBehind().forEach(left -> err.println("madcloud: " + left));
    }
    Runtime.getRuntime().removeShutdownHook(hook);
    return kafka.leftBehind().isEmpty();
  }

  private KafkaScenarios start() throws InterruptedException {
    ConsoleLog.silence();
    if (!cluster.areBrokersNamed()) {
      return KafkaScenarios.here(compiler, plugins);
    }
    try (Connection connection = cluster.connect()) {
      RecordSerdes unused = connection.serdes(); // They are there when the registry answers.
      return KafkaScenarios.on(connection.config(), compiler, plugins);
    }
  }

  private static ScenarioOutcome outcome(Future<ScenarioOutcome> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException why
          ? why
          : new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
  }
}
