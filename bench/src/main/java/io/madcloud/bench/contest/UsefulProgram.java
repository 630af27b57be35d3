package io.madcloud.bench.contest;

/** Programs in which few of many ops can happen. */
public final class UsefulProgram {

  /** What starts a process; it takes one string, {@code a}. */
  public static final String NOTIFICATION = "/many/begin";

  private static final int NEVER = 100;

  private UsefulProgram() {}

  /**
   * Useful ops, each of which makes a value of its own, and others that need the same input and a
   * field that never comes.
   */
  public static String yaml(int useful, int others) {
    StringBuilder fields =
        new StringBuilder("mount: /many\nfields:\n  a: string\n  sink: string\n");
    StringBuilder ops = new StringBuilder("ops:\n  begin: { out: [a], returns: [u0] }\n");
    for (int op = 0; op < useful; op++) {
      fields.append("  u%d: string%n".formatted(op));
      ops.append(
          "  useful%d: { in: [a], out: [u%1$d], plugin: bench-rotate, with: { from: a, to: u%1$d } }%n"
              .formatted(op));
    }
    for (int field = 0; field < Math.min(NEVER, others); field++) {
      fields.append("  never%d: string%n".formatted(field));
    }
    for (int op = 0; op < others; op++) {
      ops.append(
          "  other%d: { in: [a, never%d], out: [sink], plugin: bench-constant, with: { to: sink } }%n"
              .formatted(op, op % NEVER));
    }
    return fields.append(ops).toString();
  }

  /**
   * Useful ops, and others that could answer instead of them, first come first served: an op that
   * answers what is answered already is masked by the answer, and merged behind it if it comes.
   */
  public static String redundantYaml(int useful, int redundant) {
    StringBuilder fields = new StringBuilder("mount: /many\nfields:\n  a: string\n");
    StringBuilder ops = new StringBuilder("ops:\n  begin: { out: [a], returns: [u0] }\n");
    for (int op = 0; op < useful; op++) {
      fields.append("  u%d: { type: string, merge: first }%n".formatted(op));
      ops.append(
          "  a-useful%d: { in: [a], out: [u%1$d], plugin: bench-rotate, with: { from: a, to: u%1$d } }%n"
              .formatted(op));
    }
    for (int op = 0; op < redundant; op++) {
      ops.append(
          "  b-redundant%d: { in: [a], mask: [u%2$d], out: [u%2$d], plugin: bench-rotate, with: { from: a, to: u%2$d } }%n"
              .formatted(op, op % useful));
    }
    return fields.append(ops).toString();
  }
}
