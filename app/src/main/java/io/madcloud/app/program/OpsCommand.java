package io.madcloud.app.program;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.cli.Table;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madcloud ops [PATH]}: what is declared. */
@Command(
    name = "ops",
    description = {
      "Lists the declared ops.",
      "All of them, those of a folder, or one with all that it says. JSON says all of each, and of"
          + " all fields and limited servers.",
      "",
      "Example: bin/madcloud ops /sync/system1"
    })
public final class OpsCommand implements Callable<Integer> {

  private static final String ALL = "/";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      description = "Absolute path of an op or a folder (default: all).")
  private String path;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws InterruptedException {
    String wanted = path == null ? ALL : OpPaths.require(path);
    try (Connection connection = cluster.connect();
        DeclaredProgram declared = DeclaredProgram.read(connection)) {
      Program program = declared.program();
      List<Op> ops =
          path == null ? List.copyOf(program.ops().values()) : OpPaths.requireOps(wanted, program);
      print(wanted, ops, program);
    }
    return 0;
  }

  private void print(String wanted, List<Op> ops, Program program) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      out.println(
          Json.pretty(
              Json.object(
                  "revision", program.revision(),
                  "ops", ops.stream().map(op -> OpJson.of(op, program)).toList(),
                  "fields", OpJson.fields(program),
                  "servers", OpJson.servers(program))));
    } else if (ops.size() == 1 && ops.get(0).path().equals(wanted)) {
      new OpDetail(ops.get(0), program).print(out);
    } else if (ops.isEmpty()) {
      out.println("No op is declared; 'bin/madcloud apply FILE' declares a program.");
    } else {
      table(ops, program).print(out);
      long paused = ops.stream().filter(program::isPaused).count();
      out.printf(
          "%n%d %s, %srevision %d.%n",
          ops.size(),
          ops.size() == 1 ? "op" : "ops",
          paused == 0 ? "" : paused + " paused, ",
          program.revision());
    }
    out.flush();
  }

  private static Table table(List<Op> ops, Program program) {
    Table table = new Table("PATH", "KIND", "NEEDS", "MASKED BY", "PRODUCES", "RUN BY");
    for (Op op : ops) {
      table.row(
          op.path(),
          OpWords.kind(op),
          OpWords.fields(op, op.in().stream().map(Slot::field).toList()),
          OpWords.fields(op, op.mask()),
          OpWords.fields(op, op.out().stream().map(Slot::field).toList()),
          OpWords.runBy(op) + (program.isPaused(op) ? ", paused" : ""));
    }
    return table;
  }
}
