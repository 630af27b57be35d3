package io.madcloud.app.scenario;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.Json;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.ReadScenario;
import io.madcloud.engine.scenario.Scenario;
import io.madcloud.engine.scenario.ScenarioReader;
import io.madcloud.engine.scenario.ScenarioRunner;
import io.madcloud.op.Plugins;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud scenario FILE…}: plays events against programs and prints the outcomes. */
@Command(
    name = "scenario",
    description = {
      "Plays events against a program on the pure engine and prints the outcome as JSON, one object"
          + " per file.",
      "",
      "Example: madcloud scenario first.yaml second.yaml --compact"
    })
public final class ScenarioCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenario files, YAML or JSON.")
  private List<Path> files;

  @Option(names = "--compact", description = "One line for each file.")
  private boolean compact;

  @Override
  public void run() {
    ScenarioRunner runner =
        new ScenarioRunner(
            ProgramCompiler.strict(
                new CelExpressions(), Plugins.load(getClass().getClassLoader())));
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
    if (!mistakes.isEmpty()) {
      throw InvalidInputException.of(mistakes);
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Playable next : playable) {
      Map<String, Object> outcome = OutcomeJson.of(runner.run(next.scenario, next.program));
      out.println(compact ? Json.line(outcome) : Json.pretty(outcome));
    }
    out.flush();
  }

  /** A scenario and its program; the program is null when it has mistakes. */
  private record Playable(Scenario scenario, Program program) {}
}
