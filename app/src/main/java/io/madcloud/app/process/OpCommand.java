package io.madcloud.app.process;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code madcloud op}: a brake on ops, for operators. */
@Command(
    name = "op",
    description = {
      "Pauses, resumes and drains ops while processes run.",
      "",
      "Example: bin/madcloud op pause /order/bank"
    },
    subcommands = {OpPauseCommand.class, OpResumeCommand.class, OpDrainCommand.class})
public final class OpCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** {@code madcloud op} alone says what it can do. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
