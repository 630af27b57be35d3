package io.madcloud.app.program;

import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.Json;
import io.madcloud.app.cli.OutputOption;
import io.madcloud.app.program.ProgramChange.Outcome;
import io.madcloud.topology.EngineGroup.Member;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** Carries out a change of the program, as far as the options want it, and tells how it goes. */
record Declaring(CommandLine command, DeclareOptions options, OutputOption output) {

  void run(Connection connection, DeclaredProgram declared, ProgramChange change)
      throws InterruptedException {
    Outcome outcome = change.carryOut(connection, declared, options.dryRun());
    ChangeReport report = new ChangeReport(outcome);
    PrintWriter out = command.getOut();
    if (!output.isJson()) {
      outcome.warnings().forEach(command.getErr()::println);
      command.getErr().flush();
      report.print(out); // Before the waiting: it may take a while.
    }
    List<Member> engines = null;
    try {
      engines =
          options.waits()
              ? new Engines(connection).await(outcome.revision(), options.timeout())
              : null;
    } finally {
      if (output.isJson()) {
        out.println(Json.pretty(report.json(engines)));
      } else if (engines != null) {
        out.println(text(engines.size()));
      }
      out.flush();
    }
  }

  /** Says how many engines work with a change. */
  static String text(int engines) {
    return switch (engines) {
      case 0 -> "No engine runs now; the next one begins with it.";
      case 1 -> "The engine works with it.";
      default -> "All " + engines + " engines work with it.";
    };
  }
}
