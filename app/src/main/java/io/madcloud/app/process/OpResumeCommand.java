package io.madcloud.app.process;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code madcloud op resume PATH}: takes the brake off. */
@Command(
    name = "resume",
    description = {
      "Resumes an op, or all ops of a folder; processes that wait catch up.",
      "Returns when all running processes have.",
      "",
      "Example: bin/madcloud op resume /order/bank"
    })
final class OpResumeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BrakeOptions options;

  @Override
  public Integer call() throws InterruptedException {
    return new Brake(spec.commandLine(), options).resume();
  }
}
