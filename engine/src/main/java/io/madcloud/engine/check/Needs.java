package io.madcloud.engine.check;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * What every way to an op or a field passes, in one course: its dominators, in a graph whose ops
 * need all of their inputs and whose fields need one of their producers. So if op {@code a} is
 * among the needs of op {@code b}, then {@code b} cannot happen before {@code a} has replied.
 *
 * <p>Needs are tokens, and only tracked ones are kept, as lists of all would grow with the square
 * of the program.
 */
final class Needs {

  private static final int[] NOTHING = new int[0];

  /** What the lists of one course may hold in all; beyond that nothing is said of it. */
  private static final long MAX_SIZE = 5_000_000;

  /** Tokens of a wiring. */
  record Tokens(Wiring wiring) {

    /** The op has replied, or failed for good. */
    int answer(int op) {
      return op;
    }

    /** The op has replied. */
    int reply(int op) {
      return wiring.opCount() + op;
    }

    /** The op has failed for good. */
    int failure(int op) {
      return 2 * wiring.opCount() + op;
    }

    /** The field is there, whoever populated it. */
    int field(int field) {
      return 3 * wiring.opCount() + field;
    }

    /** The event has populated the field. */
    int event(int field) {
      return 3 * wiring.opCount() + wiring.fieldCount() + field;
    }
  }

  private final Course course;
  private final Wiring wiring;
  private final Tokens tokens;
  private final IntPredicate tracked;
  private final int[][] ofOps;
  private final int[][] ofFields;
  private final ArrayDeque<Integer> changedFields = new ArrayDeque<>();
  private long size;

  private Needs(Course course, IntPredicate tracked) {
    this.course = course;
    this.wiring = course.wiring();
    this.tokens = new Tokens(wiring);
    this.tracked = tracked;
    this.ofOps = new int[course.reach().opCount()][];
    this.ofFields = new int[course.reach().fieldCount()][];
  }

  /**
   * Finds the needs of all that a course reaches.
   *
   * @param tracked the tokens to keep
   * @return empty when there are too many, or the patience with the program is at its end
   */
  static Optional<Needs> of(Course course, IntPredicate tracked) {
    if (!course.patience().allows(course.reach().opCount())) {
      return Optional.empty();
    }
    Needs needs = new Needs(course, tracked);
    return needs.find() ? Optional.of(needs) : Optional.empty();
  }

  /** Whether the op, which the course reaches, needs the token. */
  boolean needs(int op, int token) {
    return Arrays.binarySearch(ofOp(op), token) >= 0;
  }

  /** The ops among whose tokens {@code token} is that the op needs. */
  Set<Integer> opsNeeded(int op, IntUnaryOperator token) {
    int first = token.applyAsInt(0);
    int end = token.applyAsInt(wiring.opCount());
    return Arrays.stream(ofOp(op))
        .filter(needed -> needed >= first && needed < end)
        .mapToObj(needed -> needed - first)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private int[] ofOp(int op) {
    return ofOps[course.reach().placeOf(op)];
  }

  private boolean find() {
    // In the order in which they are reached, the inputs of each are known when it is looked at.
    Reach reach = course.reach();
    for (int place = 0; place < reach.opCount() && size <= MAX_SIZE; place++) {
      look(reach.opAt(place));
      spread(reach.opAt(place));
    }
    while (!changedFields.isEmpty() && size <= MAX_SIZE) {
      for (int op : wiring.consumers(changedFields.poll())) {
        if (reach.happens(op) && look(op)) {
          spread(op);
        }
      }
    }
    return size <= MAX_SIZE;
  }

  private boolean look(int op) {
    int[] all = NOTHING;
    if (op != course.start()) {
      for (int input : wiring.inputs(op)) {
        int[] needs = ofFields[course.reach().placeOfField(input)];
        all = all.length == 0 ? needs : union(all, needs);
      }
    }
    return put(ofOps, course.reach().placeOf(op), all);
  }

  /** The op is a way to each of its fields: what they need on all others, they may need no more. */
  private void spread(int op) {
    for (int field : wiring.yields(op)) {
      int place = course.reach().placeOfField(field);
      int[] before = ofFields[place];
      int[] common = before;
      if (op == course.start()) {
        common = intersection(common, with(NOTHING, tokens.event(field)));
      } else {
        int[] answered = with(ofOp(op), tokens.answer(op));
        if (Wiring.contains(wiring.products(op), field)) {
          common = intersection(common, with(answered, tokens.reply(op)));
        }
        if (wiring.failure(op) == field) {
          common = intersection(common, with(answered, tokens.failure(op)));
        }
      }
      if (put(ofFields, place, with(common, tokens.field(field))) && before != null) {
        changedFields.add(field);
      }
    }
  }

  private boolean put(int[][] lists, int place, int[] now) {
    int[] before = lists[place];
    if (before != null && Arrays.equals(before, now)) {
      return false;
    }
    size += now.length;
    lists[place] = now;
    return true;
  }

  private int[] with(int[] numbers, int token) {
    if (!tracked.test(token)) {
      return numbers;
    }
    int place = Arrays.binarySearch(numbers, token);
    if (place >= 0) {
      return numbers;
    }
    int[] more = new int[numbers.length + 1];
    System.arraycopy(numbers, 0, more, 0, ~place);
    more[~place] = token;
    System.arraycopy(numbers, ~place, more, ~place + 1, numbers.length + place + 1);
    return more;
  }

  private static int[] union(int[] left, int[] right) {
    int[] both = new int[left.length + right.length];
    int size = 0;
    int l = 0;
    int r = 0;
    while (l < left.length || r < right.length) {
      int next = r == right.length || (l < left.length && left[l] <= right[r]) ? left[l] : right[r];
      l += l < left.length && left[l] == next ? 1 : 0;
      r += r < right.length && right[r] == next ? 1 : 0;
      both[size++] = next;
    }
    return size == both.length ? both : Arrays.copyOf(both, size);
  }

  /**
   * @param left null for everything
   */
  private static int[] intersection(int[] left, int[] right) {
    if (left == null || Arrays.equals(left, right)) {
      return right;
    }
    return Arrays.stream(left).filter(token -> Arrays.binarySearch(right, token) >= 0).toArray();
  }
}
