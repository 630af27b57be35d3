package io.madcloud.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small random programs over a few fields of type long, and events for them. */
final class RandomPlay {

  private static final List<String> MERGES =
      List.of("fork", "fork", "fork", "latest", "max", "sum");
  private static final int FIELDS = 7;

  private final Random random;
  private final List<String> merges = new ArrayList<>();
  private int ops;

  RandomPlay(long seed) {
    random = new Random(seed);
    for (int field = 0; field < FIELDS; field++) {
      merges.add(MERGES.get(random.nextInt(MERGES.size())));
    }
  }

  int next(int bound) {
    return random.nextInt(bound);
  }

  /** A program with a notification. */
  String program() {
    StringBuilder yaml = new StringBuilder("fields:\n");
    for (int field = 0; field < FIELDS; field++) {
      yaml.append("  f%d: { type: long, merge: %s }%n".formatted(field, merges.get(field)));
    }
    yaml.append("  oops: map<string>\nops:\n  begin: { out: [f0, f1, f2] }\n");
    for (int op = 2 + next(6); op > 0; op--) {
      yaml.append(op(ops++));
    }
    return yaml.toString();
  }

  /** A declaration of some more ops, or of the same ones in another way. */
  String declaration() {
    return "ops:\n" + op(next(3) == 0 ? next(ops) : ops++) + (next(2) == 0 ? op(ops++) : "");
  }

  private String op(int number) {
    String in = "f" + next(4);
    String second = "f" + next(FIELDS);
    String ins = second.equals(in) ? in : in + ", " + second;
    String out = "f" + next(FIELDS);
    List<String> free = new ArrayList<>();
    for (int field = 0; field < FIELDS; field++) {
      if (!ins.contains("f" + field)) {
        free.add("f" + field);
      }
    }
    String mask = next(3) == 0 ? ", mask: [" + free.get(next(free.size())) + "]" : "";
    String catchUp = next(4) == 0 ? ", catch-up: true" : "";
    String fail = next(3) == 0 ? ", fail: oops" : "";
    String what =
        switch (next(4)) {
          case 0 -> "call: server" + next(2) + fail;
          case 1 -> "each: \"[%s, 5]\", expr: { %s: \"it\" }".formatted(in, out);
          case 2 -> "expr: { %s: \"%s / (%s - 2)\" }%s".formatted(out, in, in, fail);
          default -> "expr: { %s: \"(%s * 3 + 1) %% 7\" }".formatted(out, in);
        };
    return "  op%d: { in: [%s], out: [%s]%s%s, %s }%n"
        .formatted(number, ins, out, mask, catchUp, what);
  }

  String opPath() {
    return "/op" + next(Math.max(1, ops));
  }
}
