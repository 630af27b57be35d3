package io.madcloud.app.process;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code madcloud op drain PATH}: a brake on ops, until they stand still. */
@Command(
    name = "drain",
    description = {
      "Pauses an op, or all ops of a folder, and waits until nothing of them is under way: no call"
          + " is awaited, no timer is set. Then their server can be stopped.",
      "",
      "Example: bin/madcloud op drain /order/bank --timeout 5m"
    })
final class OpDrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BrakeOptions options;

  @Override
  public Integer call() throws InterruptedException {
    return new Brake(spec.commandLine(), options).drain();
  }
}
