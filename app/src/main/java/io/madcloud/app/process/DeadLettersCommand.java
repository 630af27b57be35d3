package io.madcloud.app.process;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code madcloud dead-letters}: what engines put aside. */
@Command(
    name = "dead-letters",
    description = {
      "Lists and shows what engines put aside, invocations that failed for good and inputs that"
          + " were not taken, and has failed invocations made again.",
      "",
      "Example: bin/madcloud dead-letters redrive --op /shop/price --since 2h"
    },
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersRedriveCommand.class
    })
public final class DeadLettersCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** {@code madcloud dead-letters} alone says what it can do. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
