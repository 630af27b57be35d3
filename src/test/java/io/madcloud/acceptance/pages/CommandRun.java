package io.madcloud.acceptance.pages;

import io.madcloud.acceptance.harness.SourceTree;
import io.madcloud.app.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.stream.Stream;

/**
 * A command as a page has it, run in this JVM.
 *
 * @param out what it printed
 * @param err what it complained of
 */
record CommandRun(int exitCode, String out, String err) {

  private static final String LAUNCHER = "bin/madcloud ";

  /** Runs it from the root of the source tree, as it were. */
  static CommandRun of(String command) {
    if (!command.startsWith(LAUNCHER)) {
      throw new AssertionError("Expected a command of Madcloud, but found '%s'".formatted(command));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                Stream.of(command.substring(LAUNCHER.length()).split(" +"))
                    .map(CommandRun::fromRoot)
                    .toArray(String[]::new));
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  private static String fromRoot(String word) {
    return Files.exists(SourceTree.ROOT.resolve(word))
        ? SourceTree.ROOT.resolve(word).toString()
        : word;
  }
}
