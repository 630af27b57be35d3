package io.madcloud.bench;

import io.madcloud.app.ErrorLines;
import io.madcloud.app.Main;
import picocli.CommandLine;

/** The command line of {@code madcloud bench}; {@code bin/madcloud} leaves the word out. */
public final class BenchMain {

  private BenchMain() {}

  /** Measures and ends the process with the exit code. */
  public static void main(String[] args) {
    System.exit(Main.onConsole(commandLine()).execute(args));
  }

  /** The command line, to be given arguments and places to print to. */
  static CommandLine commandLine() {
    ErrorLines errors = new ErrorLines(() -> "1".equals(System.getenv("MADCLOUD_STACKTRACE")));
    return new CommandLine(new BenchCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }
}
