package io.madcloud.app.program;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.cli.PluginsOption;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.check.ProgramCheck;
import io.madcloud.engine.check.Warning;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.OpPlugin;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud check PROGRAM…}: finds mistakes, and what is probably wrong. */
@Command(
    name = "check",
    description = {
      "Finds the mistakes of programs, without a cluster.",
      "All of them at once, with exit code 2; otherwise warns of what is legal and probably wrong,"
          + " and sums up what there is. Several files are one program: name those that a file"
          + " builds on as well.",
      "",
      "Example: bin/madcloud check program.yaml --strict"
    })
public final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PROGRAM",
      arity = "1..*",
      description = "Programs, YAML or JSON; '-' for the standard input.")
  private List<String> files;

  @Option(names = "--strict", description = "End with exit code 1 when there are warnings.")
  private boolean strict;

  @Mixin private PluginsOption plugins;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws IOException {
    Map<String, OpPlugin> ops = plugins.load();
    List<YamlDocument> documents = ProgramFiles.read(files);
    Compiled compiled =
        new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), ops))
            .load(documents, Program.EMPTY, 1);
    if (!compiled.isValid()) {
      return printMistakes(compiled.mistakes());
    }
    ProgramSummary summary = ProgramSummary.of(compiled.program());
    List<Warning> warnings =
        ProgramCheck.warnings(
            compiled.program(), ProgramReader.read(documents, Program.EMPTY).declaration());
    print(summary, warnings);
    return strict && !warnings.isEmpty() ? 1 : 0;
  }

  private int printMistakes(List<Mistake> mistakes) {
    if (!output.isJson()) {
      throw InvalidInputException.of(mistakes);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Json.pretty(Json.object("mistakes", mistakes.stream().map(FindingJson::of).toList())));
    out.flush();
    return ExitCode.USAGE;
  }

  private void print(ProgramSummary summary, List<Warning> warnings) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      Map<String, Object> json = summary.json();
      json.put("mistakes", List.of());
      json.put("warnings", warnings.stream().map(FindingJson::of).toList());
      out.println(Json.pretty(json));
    } else {
      PrintWriter err = spec.commandLine().getErr();
      warnings.forEach(err::println);
      err.flush();
      out.println(summary.text(warnings.size()));
    }
    out.flush();
  }
}
