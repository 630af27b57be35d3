package io.madcloud.engine;

import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes invocations again that failed for good, for the fieldsets that go on without them and still
 * have their inputs.
 */
final class Redrives {

  private final Run run;
  private final Draft draft;
  private final Process process;
  private final Program program;
  private final Failures failures;
  private final Candidates candidates;

  Redrives(Run run, Draft draft, Failures failures, Candidates candidates) {
    this.run = run;
    this.draft = draft;
    this.process = draft.process();
    this.program = draft.program();
    this.failures = failures;
    this.candidates = candidates;
  }

  /**
   * Makes them again.
   *
   * @param failed their numbers; those whose inputs are gone stay as they are
   * @return whether there was anything to do
   */
  boolean redrive(List<Integer> failed) {
    List<Integer> again = new ArrayList<>();
    for (int number : failed) {
      if (process.invocation(number).state() == Invocation.State.FAILED && isMissed(number)) {
        again.add(number);
      }
    }
    if (again.isEmpty()) {
      return false;
    }
    if (process.status != Status.RUNNING) {
      run.resume();
    }
    for (int number : List.copyOf(again)) {
      again.addAll(failures.takeUp(number));
    }
    for (int index = 0; index < process.live.size(); index++) {
      Fieldset fieldset = process.liveAt(index);
      program.candidates(fieldset, ops -> candidates.add(fieldset.number(), ops));
    }
    for (int number : again) {
      if (process.status == Status.RUNNING && isMissed(number)) {
        invoke(number);
      }
    }
    return true;
  }

  private boolean isMissed(int number) {
    for (int index = 0; index < process.live.size(); index++) {
      if (misses(process.liveAt(index), number)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the fieldset has the inputs of an invocation and waits for nothing of it. */
  private boolean misses(Fieldset fieldset, int number) {
    return fieldset.hasAll(process.invocation(number)) && !fieldset.awaited().contains(number);
  }

  private void invoke(int number) {
    draft.beginStep();
    process.firings++;
    for (int index = 0; index < process.live.size(); index++) {
      if (misses(process.liveAt(index), number)) {
        Fieldset fieldset = draft.step().change(process.live.get(index));
        fieldset.applied().remove(number);
        fieldset.awaited().add(number);
      }
    }
    run.begin(number);
  }
}
