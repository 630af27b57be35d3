package io.madcloud.app.process;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code madcloud op pause PATH}: a brake on ops. */
@Command(
    name = "pause",
    description = {
      "Pauses an op, or all ops of a folder, on all engines.",
      "They are not fired until they are resumed; what is under way goes on. Processes that could"
          + " go on by them wait, and are counted.",
      "",
      "Example: bin/madcloud op pause /order/bank"
    })
final class OpPauseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BrakeOptions options;

  @Override
  public Integer call() throws InterruptedException {
    return new Brake(spec.commandLine(), options).pause();
  }
}
