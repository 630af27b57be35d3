package io.madcloud.bench.contest;

import io.madcloud.bench.program.FixedProgram;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.ReadProgram;
import io.madcloud.engine.yaml.YamlDocument;
import java.time.Duration;
import java.util.List;

/**
 * A program with three steps, with processes that wait, and with a thousand ops that change. Each
 * of these needs what a running process begins with, and one of two fields that never come: a
 * change takes the other. No waiting process holds anything that they need.
 */
final class ChangingProgram {

  static final String NOTIFICATION = "/mutable/begin";

  /** Begins a process that waits. */
  static final String WAIT = "/mutable/wait";

  /** Begins one that waits and that changes will concern. */
  static final String WAIT_CONCERNED = "/mutable/wait-concerned";

  /** The op that those which wait have called by. */
  static final String ASK = "/mutable/ask";

  /** Begins a process that ends when its timer has replied. */
  static final String NAP = "/mutable/nap";

  /** The time of that timer. */
  static final Duration NAP_TIME = Duration.ofSeconds(5);

  /** The server that does not answer them. */
  static final String NOBODY = "nobody";

  /** The server that is called by who meets a change. */
  static final String MEETINGS = "meetings";

  /** Ops that change, again and again. */
  static final int CHANGING = 1_000;

  /** Ops of one declaration. */
  static final int AT_ONCE = 100;

  private static final String STEPS =
      """
      mount: /mutable
      fields: { a: string, b: string, c: string, d: string, idle: string, concern: string,
        answer: string, met: string, never0: string, never1: string, sink: string,
        tired: string, awake: string }
      ops:
        begin: { out: [a], returns: [d] }
        one: { in: [a], out: [b], plugin: bench-rotate, with: { from: a, to: b } }
        two: { in: [b], out: [c], plugin: bench-rotate, with: { from: b, to: c } }
        three: { in: [c], out: [d], plugin: bench-rotate, with: { from: c, to: d } }
        wait: { out: [idle] }
        wait-concerned: { out: [idle, concern] }
        ask: { in: [idle], out: [answer], call: nobody, supervise: { timeout: none } }
        nap: { out: [tired] }
        wake: { in: [tired], out: [awake], after: 5s, expr: { awake: tired } }
        meet: { in: [concern, never0], out: [met], call: meetings, supervise: { timeout: none } }
      """;

  private final Program base = new FixedProgram(yaml()).current();

  /** What is declared before anything changes. */
  static String yaml() {
    return STEPS + changingOps(0, CHANGING, 0);
  }

  /**
   * Some ops, changed.
   *
   * @param number of the declaration: after {@link #CHANGING} ops all are changed back
   */
  Declaration change(long number) {
    int first = (int) (number * AT_ONCE % CHANGING);
    long round = 1 + number * AT_ONCE / CHANGING;
    return declaration(changingOps(first, first + AT_ONCE, round % 2));
  }

  /** A new op that every concerned process can call by, whatever it has called by before. */
  Declaration meeting(int number) {
    return declaration(
        "  meet%d: { in: [concern], out: [met], call: meetings, supervise: { timeout: none } }%n"
            .formatted(number));
  }

  /** The path of that op. */
  static String meetingOp(int number) {
    return "/mutable/meet" + number;
  }

  private static String changingOps(int from, int to, long never) {
    StringBuilder ops = new StringBuilder();
    for (int op = from; op < to; op++) {
      ops.append(
          "  changing%d: { in: [a, never%d], out: [sink], plugin: bench-constant, with: { to: sink } }%n"
              .formatted(op, never));
    }
    return ops.toString();
  }

  private Declaration declaration(String ops) {
    YamlDocument document = YamlDocument.parse("mutable.yaml", "mount: /mutable\nops:\n" + ops);
    ReadProgram read = ProgramReader.read(List.of(document), base);
    if (!read.mistakes().isEmpty()) {
      throw new IllegalStateException("Expected a valid change, but " + read.mistakes());
    }
    return read.declaration();
  }
}
