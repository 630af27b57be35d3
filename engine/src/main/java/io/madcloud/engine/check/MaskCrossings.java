package io.madcloud.engine.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds masks whose fields cross from one datacenter to another. What is made elsewhere is seen
 * late, so the op can happen although its mask is set already. Where the op needs the answer that
 * brings the field it cannot: an update is taken behind all that it rests on, so the field is there
 * when the inputs are.
 *
 * <p>The event's fields are there before anything happens. Nothing is said where {@code masked} is
 * written on an op that waits, nor where the op's reply changes nothing once the field is there.
 * That a producer needs the op's own answer tells nothing: the mask is then about the next time
 * that the op happens.
 */
final class MaskCrossings {

  private static final long MAX_STEPS = 5_000_000;

  private final Wiring wiring;
  private final Report report;
  private final Needs.Tokens tokens;

  /** A patience of its own: what others find must not depend on residences. */
  private final Patience patience = new Patience(MAX_STEPS);

  private final Map<Integer, List<Crossing>> crossings = new LinkedHashMap<>();
  private final Set<Integer> tracked = new HashSet<>();

  MaskCrossings(Wiring wiring, Report report) {
    this.wiring = wiring;
    this.report = report;
    this.tokens = new Needs.Tokens(wiring);
    if (isSpread()) {
      for (int op = 0; op < wiring.opCount(); op++) {
        addCrossings(op);
      }
    }
  }

  /** Whether there is more than one place where ops run. */
  private boolean isSpread() {
    String first = null;
    boolean any = false;
    for (int op = 0; op < wiring.opCount(); op++) {
      if (!wiring.op(op).isNotification()) {
        if (any && !Objects.equals(wiring.residence(op), first)) {
          return true;
        }
        first = wiring.residence(op);
        any = true;
      }
    }
    return false;
  }

  private void addCrossings(int op) {
    boolean settled = wiring.waits(op) && report.states(wiring.op(op), "masked");
    if (wiring.op(op).isNotification() || settled || !report.isDeclared(wiring.op(op))) {
      return;
    }
    int[] masks = wiring.masks(op);
    for (int index = 0; index < masks.length; index++) {
      Crossing crossing = new Crossing(op, index);
      if (!MaskRaces.isHarmless(wiring, op, masks[index]) && crossing.isPossible()) {
        crossings.computeIfAbsent(op, masked -> new ArrayList<>()).add(crossing);
      }
    }
  }

  /** Looks which masks cross in the course. */
  void see(Course course) {
    if (crossings.isEmpty()) {
      return;
    }
    List<Crossing> met = new ArrayList<>();
    for (int place = 1; place < course.reach().opCount(); place++) {
      crossings.getOrDefault(course.reach().opAt(place), List.of()).stream()
          .filter(crossing -> !crossing.complete)
          .forEach(met::add);
    }
    if (!met.isEmpty()) {
      Course patient = new Course(wiring, course.start(), course.reach(), patience);
      Needs needs = Needs.of(patient, tracked::contains).orElse(null);
      met.forEach(crossing -> crossing.look(patient, needs));
    }
  }

  /** Says which masks cross in some course. */
  void report() {
    crossings.values().stream().flatMap(List::stream).forEach(Crossing::report);
  }

  /** A field of an op's mask, and who makes it elsewhere. */
  private final class Crossing {
    private final int op;
    private final int index;
    private final int field;
    private final BitSet found = new BitSet();
    private int possible;
    private boolean complete;

    Crossing(int op, int index) {
      this.op = op;
      this.index = index;
      this.field = wiring.masks(op)[index];
    }

    boolean isPossible() {
      for (int producer : wiring.producers(field)) {
        if (isElsewhere(producer)) {
          tracked.add(tokens.answer(producer));
          possible++;
        }
      }
      return possible > 0;
    }

    /** Whether another op, which is no notification, runs in another place. */
    private boolean isElsewhere(int producer) {
      return producer != op
          && !wiring.op(producer).isNotification()
          && !Objects.equals(wiring.residence(producer), wiring.residence(op));
    }

    /**
     * Looks who makes it in the course without being waited for.
     *
     * @param needs null when nothing is known of them: in doubt it is warned
     */
    void look(Course course, Needs needs) {
      // Beyond its patience one look has to do, as with many courses each look has its price.
      boolean patient = patience.allows(wiring.producers(field).length);
      for (int producer : wiring.producers(field)) {
        if (isElsewhere(producer)
            && course.isProducer(producer)
            && (needs == null || !needs.needs(op, tokens.answer(producer)))) {
          found.set(producer);
        }
      }
      complete = !patient || found.cardinality() == possible;
    }

    void report() {
      if (!found.isEmpty()) {
        report.warn(
            Warning.Kind.MASK_CROSSES,
            wiring.op(op),
            "mask[" + index + "]",
            what() + mend() + acceptance());
      }
    }

    private String what() {
      String here = wiring.residence(op);
      int[] makers = found.stream().toArray();
      boolean anywhere = here == null || found.stream().anyMatch(this::isAnywhere);
      return ("The mask %1$s comes of %2$s and crosses %3$s, so the op can happen before %1$s is"
              + " seen there.%4$s")
          .formatted(
              wiring.field(field).path(),
              Phrases.list(makers.length, place -> wiring.op(makers[place]) + in(makers[place])),
              here == null
                  ? "after some time to where the process began"
                  : "to " + here + " after some time",
              anywhere
                  ? " Without 'at' an op runs where its process began, which can be any datacenter."
                  : "");
    }

    private boolean isAnywhere(int producer) {
      return wiring.residence(producer) == null;
    }

    private String in(int producer) {
      return isAnywhere(producer)
          ? " where the process began"
          : " in " + wiring.residence(producer);
    }

    private String mend() {
      int first = found.nextSetBit(0);
      boolean one = found.cardinality() == 1;
      return " Declare %s; if the op is to wait for %s, give it an input that comes of %s;"
          .formatted(
              togetherWith(first), one ? wiring.op(first).path() : "them", one ? "it" : "them");
    }

    /** What to declare so that nothing crosses. */
    private String togetherWith(int maker) {
      String there = wiring.residence(maker);
      int others = 0;
      boolean together = there != null;
      for (int other : wiring.producers(field)) {
        if (other != op && !wiring.op(other).isNotification()) {
          others++;
          together &= Objects.equals(there, wiring.residence(other));
        }
      }
      if (together) {
        return "the op 'at: " + there + "', where the field is made";
      }
      return others == 1
          ? "both ops 'at' one place"
          : "the op and all that make the field 'at' one place";
    }

    private String acceptance() {
      return wiring.waits(op)
          ? (" or accept that by 'masked: drop' or 'masked: keep', which says whether the op's own"
                  + " reply counts once %s is there.")
              .formatted(wiring.field(field).path())
          : " or accept that.";
    }
  }
}
