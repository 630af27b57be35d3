package io.madcloud.app.program;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud remove PATH…}: removes ops. */
@Command(
    name = "remove",
    description = {
      "Removes ops, or folders with all ops below them.",
      "They are not fired any more; replies that are under way are still accepted. Fields stay.",
      "",
      "Example: bin/madcloud remove /sync/system2 --wait"
    })
public final class RemoveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Absolute paths of ops or folders.")
  private List<String> paths;

  @Mixin private DeclareOptions options;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    options.validate();
    List<String> wanted = paths.stream().map(OpPaths::require).sorted().distinct().toList();
    try (Connection connection = cluster.connect();
        DeclaredProgram declared = DeclaredProgram.read(connection)) {
      new Declaring(spec.commandLine(), options, output)
          .run(connection, declared, change(wanted, declared.program()));
    }
    return 0;
  }

  /** What lies in a folder that is removed as well goes with it. */
  private static ProgramChange change(List<String> paths, Program base) {
    Program left = base;
    List<String> removals = new ArrayList<>();
    for (String path : paths) {
      List<Op> unused = OpPaths.requireOps(path, base);
      Program without = left.without(base.revision() + 1, path);
      if (without != null) {
        left = without;
        removals.add(path);
      }
    }
    return new ProgramChange(new Declaration(List.of(), List.of()), removals, left);
  }
}
