package io.madcloud.app.scenario;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.PluginsOption;
import io.madcloud.app.scenario.kafka.KafkaScenarios;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.ReadScenario;
import io.madcloud.engine.scenario.Scenario;
import io.madcloud.engine.scenario.ScenarioOutcome;
import io.madcloud.engine.scenario.ScenarioReader;
import io.madcloud.engine.scenario.ScenarioRunner;
import io.madcloud.op.OpPlugin;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud scenario FILE…}: plays events against programs and prints the outcomes. */
@Command(
    name = "scenario",
    description = {
      "Plays events against a program and prints the outcome as JSON, one object per file.",
      "",
      "Without Kafka, in milliseconds; or through Kafka, with the same outcome: each file with an"
          + " engine, topics and stores of its own, and processes rebuilt from the journal and the"
          + " outcomes. That is on a broker in this process, unless --bootstrap-server names a"
          + " cluster, on which nothing is left behind.",
      "",
      "Example: bin/madcloud scenario first.yaml second.yaml --compact",
      "Example: bin/madcloud scenario first.yaml --runtime kafka"
    })
public final class ScenarioCommand implements Callable<Integer> {

  private enum RunsOn {
    ENGINE,
    KAFKA
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenario files, YAML or JSON.")
  private List<Path> files;

  @Option(names = "--compact", description = "One line for each file.")
  private boolean compact;

  @Option(
      names = "--runtime",
      paramLabel = "engine|kafka",
      defaultValue = "engine",
      description = {
        "engine is the pure engine, kafka the whole way through a broker (default:"
            + " ${DEFAULT-VALUE})."
      })
  private RunsOn runtime;

  @Mixin private PluginsOption plugins;

  @Mixin private ClusterOptions cluster;

  /** A scenario and its program; the program is null when it has mistakes. */
  private record Playable(Scenario scenario, Program program) {}

  @Override
  public Integer call() throws InterruptedException {
    requireUse();
    Map<String, OpPlugin> ops = plugins.load();
    ProgramCompiler compiler = ProgramCompiler.strict(new CelExpressions(), ops);
    List<Playable> playable = read(compiler);
    if (runtime == RunsOn.ENGINE) {
      ScenarioRunner runner = new ScenarioRunner(compiler);
      playable.forEach(next -> print(runner.run(next.scenario, next.program)));
      return 0;
    }
    KafkaRun kafka = new KafkaRun(compiler, ops, cluster, spec.commandLine().getErr());
    boolean clean = kafka.play(playable.stream().map(Playable::scenario).toList(), this::print);
    return clean ? 0 : 1;
  }

  /** An option that does nothing would be taken for one that does. */
  private void requireUse() {
    if (cluster.areUsed() && runtime == RunsOn.ENGINE) {
      throw new ParameterException(
          spec.commandLine(),
          "Expected --runtime kafka beside options of a cluster, but it is not there");
    }
    if (cluster.areUsed() && !cluster.areBrokersNamed()) {
      throw new ParameterException(
          spec.commandLine(),
          "Expected --bootstrap-server beside options of a cluster, but nothing names its brokers");
    }
  }

  private List<Playable> read(ProgramCompiler compiler) {
    ScenarioRunner runner = new ScenarioRunner(compiler);
    List<Mistake> mistakes = new ArrayList<>();
    List<Playable> playable = new ArrayList<>();
    for (Path file : files) {
      ReadScenario read = ScenarioReader.read(file);
      mistakes.addAll(read.mistakes());
      if (read.scenario() != null) {
        Compiled compiled = runner.compile(read.scenario());
        mistakes.addAll(compiled.mistakes());
        playable.add(new Playable(read.scenario(), compiled.program()));
      }
    }
    if (runtime == RunsOn.KAFKA && mistakes.isEmpty()) {
      playable.forEach(next -> mistakes.addAll(KafkaScenarios.obstacles(next.scenario)));
    }
    if (!mistakes.isEmpty()) {
      throw InvalidInputException.of(mistakes);
    }
    return playable;
  }

  private void print(ScenarioOutcome outcome) {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Object> json = OutcomeJson.of(outcome);
    out.println(compact ? Json.line(json) : Json.pretty(json));
    out.flush();
  }
}
