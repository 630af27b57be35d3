package io.madcloud.engine.check;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Op;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds masks that come too late. A mask acts when its field is there before the op happens, and
 * ops in the engine happen before any reply is looked at. So it holds nothing back when all that
 * the op waits for has come while the field still waits for somebody's reply; and an op that is
 * called itself can be under way together with that somebody.
 *
 * <p>Nothing is said where a program speaks for itself: {@code masked} is written on the op; the
 * field comes of a timer that the op could be ahead of, a deadline; the op's reply changes nothing
 * once the field is there, as its policy is {@code first}.
 */
final class MaskRaces {

  private final Wiring wiring;
  private final Report report;

  /** Masks that may race, by op. */
  private final Map<Integer, int[]> candidates = new LinkedHashMap<>();

  private final Set<Integer> tracked = new HashSet<>();
  private final Set<Integer> reported = new HashSet<>();

  MaskRaces(Wiring wiring, Report report) {
    this.wiring = wiring;
    this.report = report;
    Needs.Tokens tokens = new Needs.Tokens(wiring);
    for (int op = 0; op < wiring.opCount(); op++) {
      int number = op;
      int[] masks =
          Arrays.stream(wiring.masks(op)).filter(field -> mayRace(number, field)).toArray();
      if (masks.length > 0) {
        candidates.put(op, masks);
      }
      if (masks.length > 0 || wiring.waits(op)) {
        tracked.add(tokens.answer(op));
      }
    }
  }

  private boolean mayRace(int number, int mask) {
    Op op = wiring.op(number);
    boolean settled =
        wiring.waits(number) && (op.spec().dropsWhenMasked() || report.states(op, "masked"));
    return report.isDeclared(op)
        && !settled
        && !isHarmless(wiring, number, mask)
        && Arrays.stream(wiring.producers(mask))
            .anyMatch(producer -> producer != number && !wiring.op(producer).isNotification());
  }

  /** Whether the reply of the op changes nothing once the field is there. */
  static boolean isHarmless(Wiring wiring, int op, int mask) {
    return wiring.waits(op)
        && wiring.field(mask).merge() == Merge.FIRST
        && Arrays.stream(wiring.yields(op)).allMatch(field -> field == mask);
  }

  /** Says which masks come too late in the course. */
  void see(Course course) {
    Set<Integer> met = new HashSet<>();
    for (int place = 1; place < course.reach().opCount(); place++) {
      int op = course.reach().opAt(place);
      if (candidates.containsKey(op) && !reported.contains(op)) {
        met.add(op);
      }
    }
    if (!met.isEmpty()) {
      Needs.of(course, tracked::contains)
          .ifPresent(
              needs -> {
                Set<Integer> answers = answersNeeded(course, needs);
                met.forEach(op -> new MaskedOp(course, needs, op).look(answers));
              });
    }
  }

  /** The ops that must have answered before somebody else is called. */
  private Set<Integer> answersNeeded(Course course, Needs needs) {
    Set<Integer> answers = new HashSet<>();
    for (int place = 1; place < course.reach().opCount(); place++) {
      int op = course.reach().opAt(place);
      if (wiring.waits(op)) {
        answers.addAll(needs.opsNeeded(op, new Needs.Tokens(wiring)::answer));
      }
    }
    return answers;
  }

  /** A masked op in a course. */
  private final class MaskedOp {
    private final Replies replies;
    private final Needs needs;
    private final Needs.Tokens tokens = new Needs.Tokens(wiring);
    private final int op;

    MaskedOp(Course course, Needs needs, int op) {
      this.replies = new Replies(course);
      this.needs = needs;
      this.op = op;
    }

    /**
     * @param answers those that somebody who is called needs; an op that needs another is ahead of
     *     nobody
     */
    void look(Set<Integer> answers) {
      if (!wiring.waits(op) && replies.precedes(op, before -> !answers.contains(before))) {
        return;
      }
      for (int mask : candidates.get(op)) {
        int other = replies.before(mask, this::isAnsweredBefore, this::races);
        if (other != Wiring.NONE && reported.add(op)) {
          report(mask, other);
        }
      }
    }

    /** Whether the other needs the op's own answer, and so cannot be what its mask waits for. */
    private boolean isAnsweredBefore(int other) {
      return other == op || needs.needs(other, tokens.answer(op));
    }

    private boolean races(int other) {
      if (needs.needs(op, tokens.answer(other))) {
        return false;
      }
      boolean deadline = wiring.op(other).action() instanceof Action.After;
      return (wiring.waits(op) && !deadline) || isAhead(other);
    }

    /** Whether all that the op can be waiting for has come once the other is awaited. */
    private boolean isAhead(int other) {
      return !replies.precedes(op, before -> !needs.needs(other, tokens.answer(before)));
    }

    private void report(int mask, int other) {
      Op masked = wiring.op(op);
      Field field = wiring.field(mask);
      boolean waits = wiring.waits(op);
      String so =
          isAhead(other)
              ? "The mask %1$s comes too late: the op %2$s as soon as its inputs are there, while"
                  + " the reply of %3$s, which %1$s comes of, is still awaited."
              : "Whether the mask %1$s holds the op back depends on whose reply comes first: it can"
                  + " be under way together with %3$s, which %1$s comes of.";
      String mend =
          waits
              ? " If it is to wait for that reply, give it an input that comes of it; if its own"
                  + " reply is not to count once %1$s is there, say 'masked: drop', and if it is,"
                  + " 'masked: keep'."
              : " If it is to wait for that reply, give it an input that comes of it ('fail' makes"
                  + " a field of a failure).";
      report.warn(
          Warning.Kind.MASK_RACE,
          masked,
          "mask[" + masked.mask().indexOf(field) + "]",
          (so + mend)
              .formatted(field.path(), waits ? "is called" : "happens", wiring.op(other).path()));
    }
  }
}
