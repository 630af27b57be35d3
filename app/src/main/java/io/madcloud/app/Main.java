package io.madcloud.app;

import io.madcloud.app.demo.DemoCommand;
import io.madcloud.app.http.HttpServerCommand;
import io.madcloud.app.process.CancelCommand;
import io.madcloud.app.process.DatacentersCommand;
import io.madcloud.app.process.DeadLettersCommand;
import io.madcloud.app.process.NotifyCommand;
import io.madcloud.app.process.OpCommand;
import io.madcloud.app.process.ProcessCommand;
import io.madcloud.app.process.ReplyCommand;
import io.madcloud.app.process.WatchCommand;
import io.madcloud.app.process.WhyCommand;
import io.madcloud.app.program.ApplyCommand;
import io.madcloud.app.program.CheckCommand;
import io.madcloud.app.program.OpsCommand;
import io.madcloud.app.program.RemoveCommand;
import io.madcloud.app.run.DevCommand;
import io.madcloud.app.run.ResetCommand;
import io.madcloud.app.run.RunCommand;
import io.madcloud.app.run.TopicsCommand;
import io.madcloud.app.scenario.ScenarioCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code madcloud COMMAND …}. */
@Command(
    name = "madcloud",
    description = "Runs ops that know nothing of each other on Kafka Streams.",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpWidth = 100,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:what was asked for is done",
      "1:it could not be done",
      "2:the command line or its input is not valid",
      "3:what was asked about does not exist",
      "4:the engine stopped by itself, as it could not go on"
    },
    parameterListHeading = "%n",
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      DemoCommand.class,
      DevCommand.class,
      CheckCommand.class,
      ApplyCommand.class,
      RemoveCommand.class,
      OpsCommand.class,
      OpCommand.class,
      NotifyCommand.class,
      WatchCommand.class,
      ProcessCommand.class,
      WhyCommand.class,
      ReplyCommand.class,
      CancelCommand.class,
      DeadLettersCommand.class,
      DatacentersCommand.class,
      ScenarioCommand.class,
      RunCommand.class,
      HttpServerCommand.class,
      TopicsCommand.class,
      ResetCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where a failure comes from; so does MADCLOUD_STACKTRACE=1.")
  private boolean stacktrace;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(onConsole(commandLine()).execute(args));
  }

  /** Has a command line print to the console. */
  public static CommandLine onConsole(CommandLine commandLine) {
    return commandLine.setOut(utf8(FileDescriptor.out)).setErr(utf8(FileDescriptor.err));
  }

  /** What is printed is UTF-8, whatever the platform says. */
  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), true);
  }

  /** The command line, to be given arguments and places to print to. */
  public static CommandLine commandLine() {
    Main main = new Main();
    ErrorLines errors =
        new ErrorLines(() -> main.stacktrace || "1".equals(System.getenv("MADCLOUD_STACKTRACE")));
    return new CommandLine(main)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  /** {@code madcloud} alone says what it can do. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"madcloud " + (version == null ? "(not built as a jar)" : version)};
    }
  }
}
