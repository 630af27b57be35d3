package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * After a turn nothing is left to do: no stale field, no twin, no op that can happen but paused
 * ones.
 */
final class EndInvariants {

  private final Process process;
  private final Program program;
  private final NaiveMatching naive;

  /**
   * @param program the one that the process has met
   */
  EndInvariants(Process process, Program program) {
    this.process = process;
    this.program = program;
    this.naive = new NaiveMatching(process, program);
  }

  void check() {
    Set<Object> contents = new HashSet<>();
    for (int number : process.live.toArray()) {
      Fieldset fieldset = process.fieldsets.get(number);
      Object content = List.of(Identity.in(fieldset), naive.stale(fieldset));
      assertThat(contents.add(content)).as("%s has no elder twin", fieldset.id()).isTrue();
    }
    switch (process.status()) {
      case RUNNING -> {
        assertThat(process.awaitsAnything() || !held().isEmpty())
            .as("a running process awaits something, or a paused op")
            .isTrue();
        assertThat(PausedOps.awaitedBy(process, program)).as("what waits").isEqualTo(held());
        settled();
      }
      case QUIESCENT -> {
        assertThat(process.awaitsAnything()).as("a quiescent process awaits").isFalse();
        assertThat(held()).as("paused ops that a quiescent process waits for").isEmpty();
        settled();
      }
      case FAILED, CANCELLED -> {
        assertThat(process.awaitsAnything()).as("a stopped process awaits").isFalse();
        assertThat(process.invocations)
            .as("pending in a stopped process")
            .noneMatch(Invocation::isPending);
      }
    }
    boolean failed = process.status() == Status.FAILED;
    assertThat(process.reason() != null).as("has a reason").isEqualTo(failed);
    if (process.status() != Status.RUNNING) {
      assertThat(process.revision()).as("outcomes of a process that stopped").isPositive();
    }
  }

  /** The paused ops that could happen. */
  private Set<String> held() {
    Set<String> held = new TreeSet<>();
    for (int number : process.live.toArray()) {
      naive.possible(process.fieldsets.get(number)).stream()
          .filter(program::isPaused)
          .forEach(op -> held.add(op.path()));
    }
    return held;
  }

  private void settled() {
    for (int number : process.live.toArray()) {
      Fieldset fieldset = process.fieldsets.get(number);
      assertThat(naive.possible(fieldset))
          .as("ops that can happen on " + fieldset.id())
          .allMatch(program::isPaused);
      List<String> lost = new ArrayList<>();
      naive.lost(fieldset).forEach(field -> lost.add(program.field(field.number()).path()));
      assertThat(lost).as("stale in %s, and nothing restores it", fieldset.id()).isEmpty();
    }
  }
}
