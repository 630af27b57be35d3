package io.madcloud.app.program;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.cli.PluginsOption;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.OpPlugin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud apply PROGRAM…}: declares programs. */
@Command(
    name = "apply",
    description = {
      "Declares programs: adds and changes ops and fields.",
      "What the files say comes on top of what is declared, all at once or, with any mistake, not"
          + " at all. Ops that they do not name stay; 'remove' removes. Topics that ops name"
          + " are created when they are missing, and what ops publish is registered.",
      "",
      "Example: bin/madcloud apply program.yaml --wait"
    })
public final class ApplyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PROGRAM",
      arity = "1..*",
      description = "Programs, YAML or JSON; '-' for the standard input.")
  private List<String> files;

  @Mixin private PluginsOption plugins;

  @Mixin private DeclareOptions options;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.validate();
    Map<String, OpPlugin> ops = plugins.load();
    List<YamlDocument> documents = ProgramFiles.read(files);
    try (Connection connection = cluster.connect();
        DeclaredProgram declared = DeclaredProgram.read(connection, ops)) {
      new Declaring(spec.commandLine(), options, output)
          .run(connection, declared, change(documents, declared.program(), ops));
    }
    return 0;
  }

  private static ProgramChange change(
      List<YamlDocument> documents, Program base, Map<String, OpPlugin> ops) {
    Compiled compiled =
        new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), ops))
            .load(documents, base, base.revision() + 1);
    if (!compiled.isValid()) {
      throw InvalidInputException.of(compiled.mistakes());
    }
    return new ProgramChange(
        ProgramReader.read(documents, base).declaration(), List.of(), compiled.program());
  }
}
