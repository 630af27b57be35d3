package io.madcloud.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds of every process between two events. */
final class Invariants {
  private final Program program;
  private final Limits limits;
  private final ProcessState process;

  Invariants(Program program, Limits limits, ProcessState process) {
    this.program = program;
    this.limits = limits;
    this.process = process;
  }

  void check() {
    noTwins();
    statusFitsWhatIsAwaited();
    process.fieldsets.forEach(this::fieldset);
    assertThat(limits.passedBy(process, program)).as("limit passed").isNull();
    Set<Key> keys = new HashSet<>();
    process.invocations.forEach(
        each -> assertThat(keys.add(each.key)).as("a key of its own: %s", each.key).isTrue());
  }

  private void noTwins() {
    Set<List<Object>> seen = new HashSet<>();
    for (Fieldset each : process.live()) {
      List<Object> content = List.of(each.identities(program), each.stale);
      assertThat(seen.add(content)).as("%s has no elder twin", each.id).isTrue();
    }
  }

  private void statusFitsWhatIsAwaited() {
    boolean awaits = process.live().stream().anyMatch(each -> !each.awaited.isEmpty());
    assertThat(awaits).as("awaits while %s", process.status).isEqualTo(process.isRunning());
    if (process.isOver()) {
      assertThat(process.invocations).noneMatch(Invocation::isPending);
    }
    if (process.status == ProcessState.Status.QUIESCENT) {
      assertThat(process.live()).allMatch(each -> each.stale.isEmpty());
    }
    if (!process.isRunning()) {
      assertThat(process.revision).as("outcomes").isPositive();
    }
  }

  private void fieldset(Fieldset fieldset) {
    if (fieldset.closed) {
      assertThat(fieldset.contributions).isEmpty();
      assertThat(fieldset.awaited).isEmpty();
    }
    assertThat(fieldset.stale).as("stale in %s", fieldset.id).noneMatch(fieldset::shows);
    assertThat(fieldset.applied).noneMatch(fieldset.awaited::contains);
    for (int number : fieldset.applied) {
      assertThat(process.invocation(number).isReplied()).as("applied is replied").isTrue();
    }
    for (int number : fieldset.awaited) {
      Invocation invocation = process.invocation(number);
      assertThat(invocation.isPending()).as("awaited is pending").isTrue();
      Set<Identity> present = new HashSet<>(fieldset.identities(program).values());
      assertThat(invocation.key.inputs()).allMatch(present::contains);
    }
    fieldset.contributions.forEach((field, list) -> contributions(fieldset, field, list));
  }

  private void contributions(Fieldset fieldset, String field, List<Contribution> list) {
    assertThat(list).as("contributions of %s", field).isNotEmpty();
    assertThat(list.stream().map(Contribution::producer)).doesNotHaveDuplicates();
    if (program.merge(field) != Merge.LATEST) {
      assertThat(list)
          .map(Contribution::producer)
          .filteredOn(Producer::isInvocation)
          .allMatch(each -> fieldset.applied.contains(each.invocation()));
    }
  }
}
