package io.madcloud.app;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.NotFoundException;
import io.madcloud.app.run.EngineStoppedException;
import io.madcloud.op.PluginLoadException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever a command throws into one calm line on stderr and an exit code. */
public final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final String ACLS = "bin/madcloud topics acls";

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
    err.println("madcloud: " + message(e));
    if (stacktrace.getAsBoolean()) {
      e.printStackTrace(err);
    }
    err.flush();
    return exitCode(e);
  }

  /** With those of its causes that say more. */
  private static String message(Throwable error) {
    StringBuilder message = new StringBuilder();
    for (Throwable next = error; next != null; next = next.getCause()) {
      String says = next.getMessage() == null ? next.getClass().getName() : next.getMessage();
      if (message.indexOf(says) < 0) {
        message.append(message.isEmpty() ? "" : ": ").append(says);
      }
    }
    return message + hint(error, message);
  }

  /** What brokers deny to commands; most of their words are about one resource and no operation. */
  private static String hint(Throwable error, CharSequence message) {
    for (Throwable next = error; next != null; next = next.getCause()) {
      if (next instanceof AuthorizationException && !message.toString().contains(ACLS)) {
        return "; '" + ACLS + " --for operator' lists what commands need to be allowed";
      }
    }
    return "";
  }

  private static int exitCode(Exception e) {
    if (e instanceof NotFoundException) {
      return NotFoundException.EXIT_CODE;
    }
    if (e instanceof EngineStoppedException) {
      return EngineStoppedException.EXIT_CODE;
    }
    boolean invalid =
        e instanceof InvalidInputException
            || e instanceof ConfigException
            || e instanceof PluginLoadException;
    return invalid ? ExitCode.USAGE : ExitCode.SOFTWARE;
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
