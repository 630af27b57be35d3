package io.madcloud.engine.oracle;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What follows every step and every change of the program: stale fields go, then twins. */
final class Settling {
  private final Program program;
  private final ProcessState process;
  private final Matching matching;

  Settling(Program program, ProcessState process) {
    this.program = program;
    this.process = process;
    this.matching = new Matching(program, process);
  }

  void settle() {
    process.live().forEach(each -> each.stale.retainAll(restorable(each)));
    mergeTwins();
  }

  /** The stale fields of {@code fieldset} that something can restore: the least solution. */
  private Set<String> restorable(Fieldset fieldset) {
    Set<String> restorable = new TreeSet<>();
    if (fieldset.stale.isEmpty()) {
      return restorable;
    }
    for (int number : fieldset.awaited) {
      restore(fieldset, process.invocation(number).op, restorable);
    }
    for (Op op : program.ops().values()) {
      if (matching.canHappen(fieldset, op)) {
        restore(fieldset, op, restorable);
      }
    }
    boolean more = true;
    while (more) {
      more = false;
      for (Op op : program.ops().values()) {
        if (!process.isDropped(op) && inputsCanComeBack(fieldset, op, restorable)) {
          more |= restore(fieldset, op, restorable);
        }
      }
    }
    return restorable;
  }

  private static boolean restore(Fieldset fieldset, Op op, Set<String> restorable) {
    boolean more = false;
    for (String field : fieldset.stale) {
      more |= op.canProduce(field) && restorable.add(field);
    }
    return more;
  }

  /** Some inputs are stale, and each is present or stale and restorable. Masks do not matter. */
  private static boolean inputsCanComeBack(Fieldset fieldset, Op op, Set<String> restorable) {
    boolean some = op.in().values().stream().anyMatch(in -> fieldset.stale.contains(in.path()));
    return some
        && op.in().values().stream()
            .allMatch(in -> fieldset.shows(in.path()) || restorable.contains(in.path()));
  }

  private void mergeTwins() {
    List<Fieldset> live = process.live();
    for (int i = 0; i < live.size(); i++) {
      for (int j = i + 1; j < live.size(); j++) {
        Fieldset older = live.get(i);
        Fieldset younger = live.get(j);
        if (!older.closed && !younger.closed && areTwins(older, younger)) {
          merge(older, younger);
        }
      }
    }
  }

  private boolean areTwins(Fieldset a, Fieldset b) {
    return a.stale.equals(b.stale) && a.identities(program).equals(b.identities(program));
  }

  private void merge(Fieldset older, Fieldset younger) {
    older.applied.addAll(younger.applied);
    older.awaited.addAll(younger.awaited);
    younger.contributions.forEach((field, theirs) -> addLacking(older, field, theirs));
    younger.close();
  }

  private void addLacking(Fieldset older, String field, List<Contribution> theirs) {
    List<Contribution> own = older.contributions.get(field);
    Object value = older.value(field, program);
    List<Contribution> lacking =
        theirs.stream()
            .filter(t -> own.stream().noneMatch(o -> o.producer().equals(t.producer())))
            .toList();
    if (program.merge(field) == Merge.FORK) {
      own.addAll(0, lacking.stream().filter(each -> !each.value().equals(value)).toList());
      own.addAll(lacking.stream().filter(each -> each.value().equals(value)).toList());
    } else {
      own.addAll(lacking);
    }
  }
}
