package io.madcloud.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.NotFoundException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void version_is_one_line() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("madcloud ").hasLineCount(1);
  }

  @Test
  void help_names_commands_and_exit_codes() {
    assertThat(run("help")).isZero();
    assertThat(out.toString()).contains("Usage: madcloud", "Commands:", "Exit codes:", "  2   ");
  }

  @Test
  void no_command_says_what_there_is() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("Usage: madcloud");
  }

  @Test
  void every_command_has_its_help() {
    assertThat(run("fails", "--help")).isZero();
    assertThat(out.toString()).contains("Usage: madcloud fails", "--stacktrace");
  }

  @Test
  void an_unknown_command_suggests_the_nearest() {
    assertThat(run("reject")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "madcloud: Expected a known command, but found 'reject'; the nearest is 'rejects'.");
  }

  @Test
  void an_unknown_option_is_a_usage_error() {
    assertThat(run("--colour")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("madcloud: Expected a known option, but found '--colour'");
  }

  @Test
  void a_failure_is_one_line_and_exit_code_1() {
    assertThat(run("fails")).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("madcloud: Expected a broker, but none.");
  }

  @Test
  void a_failure_shows_its_stack_when_asked() {
    assertThat(run("fails", "--stacktrace")).isEqualTo(1);
    assertThat(err.toString()).contains("IllegalStateException", "at io.madcloud.app.MainTest");
  }

  @Test
  void invalid_input_is_exit_code_2() {
    assertThat(run("rejects")).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("madcloud: Expected a long, but 'x'.");
  }

  @Test
  void something_that_does_not_exist_is_exit_code_3() {
    assertThat(run("misses")).isEqualTo(3);
    assertThat(err.toString()).isEqualToIgnoringNewLines("madcloud: Expected p1, but none.");
  }

  private int run(String... args) {
    CommandLine commandLine = Main.commandLine();
    return commandLine
        .addSubcommand(new Fails())
        .addSubcommand(new Rejects())
        .addSubcommand(new Misses())
        .setParameterExceptionHandler(commandLine.getParameterExceptionHandler())
        .setExecutionExceptionHandler(commandLine.getExecutionExceptionHandler())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Command(name = "fails")
  static final class Fails implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new IllegalStateException("Expected a broker, but none.");
    }
  }

  @Command(name = "rejects")
  static final class Rejects implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new InvalidInputException("Expected a long, but 'x'.");
    }
  }

  @Command(name = "misses")
  static final class Misses implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new NotFoundException("Expected p1, but none.");
    }
  }
}
