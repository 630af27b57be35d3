package io.madcloud.engine.check;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds fields under {@code fork} that several ops can populate in one process: each value makes an
 * alternative, and those of several fields multiply.
 *
 * <p>Nothing is said of a field whose policy is written down, be it {@code fork}: then alternatives
 * are meant.
 */
final class Alternatives {

  /** As many as need not be told from more. */
  static final long MANY = 1_000_000_000;

  private final Wiring wiring;
  private final Report report;
  private final Circles circles;

  /** Fields that several ops of some process may populate. */
  private final Set<Integer> candidates = new HashSet<>();

  private final Set<Integer> tracked = new HashSet<>();
  private final Map<Integer, Finding> findings = new TreeMap<>();

  /**
   * How many producers can give a field values of their own in one process.
   *
   * @param repeated producers that are part of a loop, and so can make more
   */
  record Count(Producers producers, int values, List<String> repeated) {}

  /** What was found where there are most. */
  private record Finding(int values, String text) {}

  Alternatives(Wiring wiring, Courses courses, Report report) {
    this.wiring = wiring;
    this.report = report;
    Needs.Tokens tokens = new Needs.Tokens(wiring);
    for (int field = 0; field < wiring.fieldCount(); field++) {
      if (isCandidate(field)) {
        candidates.add(field);
        for (int op : wiring.producers(field)) {
          tracked.add(tokens.answer(op));
        }
      }
    }
    this.circles = new Circles(wiring, op -> !candidates.isEmpty() && courses.isUnited(op));
    for (int op = 0; op < wiring.opCount(); op++) {
      if (wiring.waits(op)) {
        tracked.add(tokens.answer(op));
      }
      if (wiring.failure(op) != Wiring.NONE) {
        tracked.add(tokens.reply(op));
        tracked.add(tokens.failure(op));
      }
    }
  }

  private boolean isCandidate(int field) {
    int[] producers = wiring.producers(field);
    long ops = Arrays.stream(producers).filter(op -> !wiring.op(op).isNotification()).count();
    return wiring.field(field).merge() == Merge.FORK && ops + (ops < producers.length ? 1 : 0) > 1;
  }

  /** Takes notice of the alternatives in a course. */
  void see(Course course) {
    Map<Integer, Count> counts = counts(course);
    counts.forEach(
        (field, count) -> {
          Finding known = findings.get(field);
          if (known == null || known.values < count.values) {
            String text =
                values(course, count)
                    + multiplied(field, counts)
                    + ". If one will do, say 'merge: first' (the first answer wins), or 'latest',"
                    + " 'max' and so on; if alternatives are meant, say 'merge: fork'.";
            findings.put(field, new Finding(count.values, text));
          }
        });
  }

  private Map<Integer, Producers> several(Course course) {
    Map<Integer, Producers> several = new TreeMap<>();
    for (int place = 0; place < course.reach().fieldCount(); place++) {
      int field = course.reach().fieldAt(place);
      if (candidates.contains(field)) {
        Producers producers = new Producers(course, field);
        if (producers.size() > 1) {
          several.put(field, producers);
        }
      }
    }
    return several;
  }

  /** By the number of the field; one that can have a single value is left out. */
  Map<Integer, Count> counts(Course course) {
    Map<Integer, Producers> several = several(course);
    Map<Integer, Count> counts = new TreeMap<>();
    Optional<Needs> needs =
        several.isEmpty() ? Optional.empty() : Needs.of(course, tracked::contains);
    several.forEach(
        (field, producers) -> {
          int values = needs.isEmpty() ? 1 : producers.values(needs.get());
          if (values > 1 && !course.patience().isOver()) {
            counts.put(field, new Count(producers, values, repeated(producers)));
          }
        });
    return counts;
  }

  /** A loop may end by itself, for a register takes no equal value; still it went round before. */
  private List<String> repeated(Producers producers) {
    return producers.ops().stream()
        .filter(op -> circles.of(op) != Wiring.NONE)
        .map(op -> wiring.op(op).path())
        .toList();
  }

  private static long product(Collection<Count> counts) {
    long product = 1;
    for (Count count : counts) {
      product *= count.values;
      if (product > MANY || !count.repeated.isEmpty()) {
        return MANY;
      }
    }
    return product;
  }

  private static String values(Course course, Count count) {
    String text =
        "Up to %s producers can give this field values of their own in one process of %s: %s."
            .formatted(
                Phrases.number(count.values),
                course.notification(),
                Phrases.list(count.producers.paths()));
    if (!count.repeated.isEmpty()) {
      text +=
          " A loop leads back to %s, which can make more of them."
              .formatted(Phrases.list(count.repeated));
    }
    return text + " Under the policy 'fork' each is an alternative";
  }

  private String multiplied(int field, Map<Integer, Count> counts) {
    List<String> others =
        counts.keySet().stream()
            .filter(other -> other != field)
            .map(other -> wiring.field(other).path())
            .toList();
    long product = product(counts.values());
    if (others.isEmpty()) {
      return "";
    }
    return ", and they multiply with those of %s".formatted(Phrases.list(others))
        + (product == MANY ? "" : " to up to " + Phrases.number(product));
  }

  /** Says what was found once all courses were seen. */
  void report() {
    findings.forEach(
        (number, finding) -> {
          Field field = wiring.field(number);
          if (!report.statesMerge(field)) {
            report.warn(Warning.Kind.ALTERNATIVES, field, finding.text);
          }
        });
  }
}
