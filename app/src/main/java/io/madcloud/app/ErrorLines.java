package io.madcloud.app;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.NotFoundException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever a command throws into one calm line on stderr and an exit code. */
public final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final BooleanSupplier stacktrace;

  /**
   * To be given to a command line.
   *
   * @param stacktrace whether to show where a failure comes from
   */
  public ErrorLines(BooleanSupplier stacktrace) {
    this.stacktrace = stacktrace;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "madcloud: " + (e instanceof UnmatchedArgumentException u ? of(u) : e.getMessage()));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof InvalidInputException invalid) {
      invalid.mistakes().forEach(err::println);
    }
    err.println("madcloud: " + (e.getMessage() == null ? e.getClass().getName() : e.getMessage()));
    if (stacktrace.getAsBoolean()) {
      e.printStackTrace(err);
    }
    err.flush();
    return exitCode(e);
  }

  private static int exitCode(Exception e) {
    if (e instanceof NotFoundException) {
      return NotFoundException.EXIT_CODE;
    }
    return e instanceof InvalidInputException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static String of(UnmatchedArgumentException e) {
    List<String> nearest = e.getSuggestions();
    String expected = e.isUnknownOption() ? "Expected a known option" : "Expected a known command";
    return expected
        + ", but found '"
        + e.getUnmatched().get(0)
        + "'"
        + (nearest.isEmpty() ? "." : "; the nearest is '" + nearest.get(0) + "'.");
  }
}
