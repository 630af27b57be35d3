package io.madcloud.engine.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies replies: lays messages over fieldsets, forks them, removes what lost its reason. */
final class Laying {
  private final Program program;
  private final ProcessState process;

  Laying(Program program, ProcessState process) {
    this.program = program;
    this.process = process;
  }

  /** Applies the reply of {@code invocation} to one fieldset. */
  void apply(Fieldset fieldset, Invocation invocation) {
    fieldset.awaited.remove(invocation.number);
    fieldset.applied.add(invocation.number);
    List<Map<String, Object>> messages = invocation.messages;
    if (messages.isEmpty()) {
      return;
    }
    boolean overlap = messages.stream().anyMatch(message -> overlaps(fieldset, message));
    if (messages.size() == 1 && !overlap) {
      lay(fieldset, messages.get(0), new Producer(invocation.number, 0));
      return;
    }
    for (int i = 0; i < messages.size(); i++) {
      Fieldset fork = fieldset.fork();
      process.fieldsets.add(fork);
      lay(fork, messages.get(i), new Producer(invocation.number, i));
    }
    if (!overlap) {
      fieldset.close();
    }
  }

  private boolean overlaps(Fieldset fieldset, Map<String, Object> message) {
    return message.entrySet().stream()
        .anyMatch(
            each ->
                fieldset.shows(each.getKey())
                    && program.merge(each.getKey()) == Merge.FORK
                    && !fieldset.value(each.getKey(), program).equals(each.getValue()));
  }

  /** Lays one message over a fieldset. */
  void lay(Fieldset fieldset, Map<String, Object> message, Producer producer) {
    Map<String, Identity> before = fieldset.identities(program);
    message.forEach(
        (field, value) -> {
          fieldset.stale.remove(field);
          List<Contribution> list =
              fieldset.contributions.computeIfAbsent(field, key -> new ArrayList<>());
          program.merge(field).gain(list, new Contribution(producer, value));
        });
    Set<Identity> replaced = new HashSet<>();
    while (replaced.addAll(replacedSince(before, fieldset))) {
      before = fieldset.identities(program);
      removeGroundedOn(replaced, fieldset, message, producer);
    }
    forgetAwaited(fieldset);
  }

  private Set<Identity> replacedSince(Map<String, Identity> before, Fieldset fieldset) {
    Map<String, Identity> now = fieldset.identities(program);
    Set<Identity> replaced = new HashSet<>();
    before.forEach(
        (field, identity) -> {
          if (!identity.equals(now.get(field))) {
            replaced.add(identity);
          }
        });
    return replaced;
  }

  private void removeGroundedOn(
      Set<Identity> replaced, Fieldset fieldset, Map<String, Object> message, Producer producer) {
    for (String field : List.copyOf(fieldset.contributions.keySet())) {
      if (program.merge(field) == Merge.LATEST) {
        continue;
      }
      List<Contribution> list = fieldset.contributions.get(field);
      list.removeIf(
          each -> {
            boolean justLaid = message.containsKey(field) && each.producer().equals(producer);
            boolean removed = !justLaid && isGroundedOn(each.producer(), replaced);
            if (removed) {
              fieldset.applied.remove(each.producer().invocation());
            }
            return removed;
          });
      if (list.isEmpty()) {
        fieldset.contributions.remove(field);
        fieldset.stale.add(field);
      }
    }
  }

  private boolean isGroundedOn(Producer producer, Set<Identity> replaced) {
    return producer.isInvocation()
        && !Collections.disjoint(process.invocation(producer.invocation()).groundedOn, replaced);
  }

  private void forgetAwaited(Fieldset fieldset) {
    Set<Identity> present = new HashSet<>(fieldset.identities(program).values());
    fieldset.awaited.removeIf(
        number -> {
          Invocation invocation = process.invocation(number);
          boolean gone = !present.containsAll(invocation.key.inputs());
          boolean masked = invocation.op.mask().stream().anyMatch(fieldset::shows);
          return gone || (masked && invocation.op.dropsWhenMasked());
        });
  }

  /** What an invocation with {@code key} is grounded on. */
  Set<Identity> groundedOn(Key key) {
    Set<Identity> grounds = new HashSet<>();
    for (Identity identity : key.inputs()) {
      grounds.add(identity);
      if (program.merge(identity.field()) != Merge.LATEST) {
        for (Producer shaper : identity.shapers()) {
          if (shaper.isInvocation()) {
            grounds.addAll(process.invocation(shaper.invocation()).groundedOn);
          }
        }
      }
    }
    return grounds;
  }
}
