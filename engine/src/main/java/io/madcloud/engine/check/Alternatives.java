package io.madcloud.engine.check;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import java.util.Arrays;
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

  private static final long MOST = 1_000_000_000;

  private final Wiring wiring;
  private final Report report;

  /** Fields that several ops of some process may populate. */
  private final Set<Integer> candidates = new HashSet<>();

  private final Set<Integer> tracked = new HashSet<>();
  private final Map<Integer, Finding> findings = new TreeMap<>();

  /** How many alternatives there are, where there are most. */
  private record Finding(int count, String text) {}

  Alternatives(Wiring wiring, Report report) {
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
    Optional<Needs> needs =
        several.isEmpty() ? Optional.empty() : Needs.of(course, tracked::contains);
    needs.ifPresent(found -> count(course, several, found));
  }

  private void count(Course course, Map<Integer, Producers> several, Needs needs) {
    Map<Integer, Integer> counts = new TreeMap<>();
    several.forEach(
        (field, producers) -> {
          int count = producers.alternatives(needs);
          if (count > 1) {
            counts.put(field, count);
          }
        });
    long product = counts.values().stream().mapToLong(Integer::longValue).reduce(1, this::times);
    counts.forEach(
        (field, count) -> {
          Finding known = findings.get(field);
          if (known == null || known.count < count) {
            List<String> others =
                counts.keySet().stream()
                    .filter(other -> !other.equals(field))
                    .map(other -> wiring.field(other).path())
                    .toList();
            String text = text(course, several.get(field), count, others, product);
            findings.put(field, new Finding(count, text));
          }
        });
  }

  private long times(long left, long right) {
    return left > MOST / right ? MOST : left * right;
  }

  private String text(
      Course course, Producers producers, int count, List<String> others, long product) {
    String multiplied =
        others.isEmpty()
            ? ""
            : "; with those of %s they multiply to %s%s"
                .formatted(
                    Phrases.list(others),
                    product == MOST ? "more than " : "up to ",
                    Phrases.number(product));
    return "Up to %s different values of this field can come about in one process of %s: by %s."
            .formatted(
                Phrases.number(count), course.notification(), Phrases.list(producers.paths()))
        + " Under the policy 'fork' each is an alternative"
        + multiplied
        + ". If one will do, say 'merge: first' (the first answer wins), or 'latest', 'max' and so"
        + " on; if alternatives are meant, say 'merge: fork'.";
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
