package io.madcloud.testkit;

import io.madcloud.engine.Limits;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.Rehearsal;
import io.madcloud.engine.scenario.ScenarioEvent;
import io.madcloud.engine.scenario.ScenarioRunner;
import io.madcloud.engine.yaml.ProgramLoader;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * What happens in one test. An event that is rejected fails the test, at the line that brought it,
 * unless the very next thing that the test says is that it was to be rejected.
 */
final class Play {

  private final ProgramCompiler compiler;
  private final TurnLog log = new TurnLog();
  private final Servers servers;
  private final Rehearsal rehearsal;
  private Rejection rejection;
  private AssertionError unexpected;

  Play(ProgramCompiler compiler, Program program, Servers servers) {
    this.compiler = compiler;
    this.servers = servers;
    this.rehearsal = new Rehearsal(Limits.DEFAULT, compiler, program, log);
  }

  void bring(ScenarioEvent event) {
    Program before = rehearsal.program();
    happen(it -> ScenarioRunner.bring(it, event), () -> detail(event, before));
  }

  void pause(String path) {
    happen(it -> it.pause(path), () -> "");
  }

  void resume(String path) {
    happen(it -> it.resume(path), () -> "");
  }

  private void happen(Function<Rehearsal, Rejection> event, Supplier<String> detail) {
    settle();
    log.forgetRefusal();
    rejection = event.apply(rehearsal);
    if (rejection != null) {
      unexpected =
          new AssertionError(
              "Expected the event to be taken, but it was rejected as %s%s\n%s"
                  .formatted(rejection.text(), detail.get(), table()));
    }
    servers.answerAll(rehearsal, log);
  }

  /** The last event was to be rejected for this. */
  void rejected(Rejection expected) {
    unexpected = null;
    if (rejection != expected) {
      String actual = rejection == null ? "taken" : "rejected as " + rejection.text();
      throw new AssertionFailedError(
          "Expected the event to be rejected as %s, but it was %s\n%s"
              .formatted(expected.text(), actual, table()),
          expected.text(),
          actual);
    }
  }

  /** Nobody expected the rejection of the last event: that was the mistake. */
  void settle() {
    if (unexpected != null) {
      AssertionError error = unexpected;
      unexpected = null;
      throw error;
    }
  }

  Program program() {
    return rehearsal.program();
  }

  TurnLog log() {
    return log;
  }

  ProcessView process(String id) {
    settle();
    List<ProcessView> processes = rehearsal.processes();
    for (ProcessView process : processes) {
      if (process.id().equals(id)) {
        return process;
      }
    }
    throw new AssertionError(
        "Expected a process '%s', but there is %s"
            .formatted(
                id,
                processes.isEmpty()
                    ? "none"
                    : processes.stream().map(ProcessView::id).collect(Collectors.joining(", "))));
  }

  /** All processes. */
  String table() {
    return rehearsal.processes().stream()
        .map(process -> ProcessTable.of(process, log))
        .collect(Collectors.joining());
  }

  private String detail(ScenarioEvent event, Program before) {
    if (rejection == Rejection.INVALID_PROGRAM && event instanceof ScenarioEvent.Declare declare) {
      return "; "
          + Programs.mistakes(
              new ProgramLoader(compiler)
                  .load(declare.sources(), before, before.revision() + 1)
                  .mistakes());
    }
    return log.refusal() == null ? "" : ": " + log.refusal();
  }
}
