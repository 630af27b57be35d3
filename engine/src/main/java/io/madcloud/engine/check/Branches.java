package io.madcloud.engine.check;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which producers of a field exclude each other as branches of a decision: one comes of the reply
 * of an op and the other of its failure; or they have different conditions on a common input, which
 * is taken for "if" and "else". Equal conditions, and conditions on other inputs, can hold
 * together.
 */
final class Branches {

  /** Of more that depend on decisions, only so many are looked at. */
  private static final int MAX_BRANCHES = 100;

  private final Course course;
  private final Wiring wiring;
  private final Needs needs;
  private final Needs.Tokens tokens;
  private final int field;

  /**
   * What must be so for an op to populate the field.
   *
   * @param when null for whatever
   * @param inputs that {@code when} reads
   */
  private record Branch(
      String when, Set<Integer> inputs, Set<Integer> replied, Set<Integer> failed) {

    boolean goesWith(Branch other) {
      return Collections.disjoint(replied, other.failed)
          && Collections.disjoint(failed, other.replied)
          && (when == null
              || other.when == null
              || when.equals(other.when)
              || Collections.disjoint(inputs, other.inputs));
    }
  }

  /**
   * @param field that is populated
   */
  Branches(Course course, Needs needs, int field) {
    this.course = course;
    this.wiring = course.wiring();
    this.needs = needs;
    this.tokens = new Needs.Tokens(wiring);
    this.field = field;
  }

  /** How many of the ops, each of which can happen in the course, can do so together at most. */
  int mostTogether(Collection<Integer> ops) {
    List<Branch> branches = ops.stream().map(this::branch).toList();
    Set<Integer> replied = new HashSet<>();
    Set<Integer> failed = new HashSet<>();
    Map<Integer, Set<String>> conditions = new HashMap<>();
    for (Branch branch : branches) {
      replied.addAll(branch.replied);
      failed.addAll(branch.failed);
      branch.inputs.forEach(
          input -> conditions.computeIfAbsent(input, key -> new HashSet<>()).add(branch.when));
    }
    List<Branch> decided = new ArrayList<>();
    for (Branch branch : branches) {
      // The smaller set comes second: it is the one that is walked through.
      boolean excludes =
          !Collections.disjoint(failed, branch.replied)
              || !Collections.disjoint(replied, branch.failed)
              || branch.inputs.stream().anyMatch(input -> conditions.get(input).size() > 1);
      if (excludes) {
        decided.add(branch);
      }
    }
    return branches.size() - decided.size() + mostOf(decided);
  }

  private static int mostOf(List<Branch> branches) {
    int most = 0;
    List<Branch> some = branches.subList(0, Math.min(MAX_BRANCHES, branches.size()));
    for (Branch seed : new LinkedHashSet<>(some)) {
      List<Branch> chosen = new ArrayList<>();
      some.stream().filter(seed::equals).forEach(chosen::add);
      for (Branch branch : some) {
        if (!branch.equals(seed) && chosen.stream().allMatch(branch::goesWith)) {
          chosen.add(branch);
        }
      }
      most = Math.max(most, chosen.size());
    }
    return most;
  }

  private Branch branch(int number) {
    if (number == course.start()) {
      return new Branch(null, Set.of(), Set.of(), Set.of());
    }
    Op op = wiring.op(number);
    Set<Integer> replied = needs.opsNeeded(number, tokens::reply);
    Set<Integer> failed = needs.opsNeeded(number, tokens::failure);
    boolean byReply = Wiring.contains(wiring.products(number), field);
    boolean byFailure = wiring.failure(number) == field;
    if (byReply != byFailure) {
      (byReply ? replied : failed).add(number);
    }
    Set<Integer> inputs = new HashSet<>();
    for (Slot slot : op.in()) {
      if (op.when() != null && op.when().reads().contains(slot.local())) {
        inputs.add(slot.field().number());
      }
    }
    return new Branch(op.spec().when(), inputs, replied, failed);
  }
}
