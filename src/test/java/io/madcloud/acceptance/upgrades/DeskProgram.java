package io.madcloud.acceptance.upgrades;

import io.madcloud.wire.Call;
import java.util.List;
import java.util.Map;

/**
 * A program whose processes leave all kinds of things in stores and topics. Recorded data was made
 * with it, so it may grow, and what it has must stay.
 */
final class DeskProgram {

  static final String CLERK = "clerk";

  /** Takes one call at a time in each partition. */
  static final String NARROW = "narrow";

  static final String OPEN = "/desk/open";
  static final String ASK = "/desk/ask";
  static final String PAUSED = "/desk/dry";
  static final String REMOVED = "/desk/retire";

  /** Firings that fail a process that goes round and round. */
  static final int LIMIT_FIRINGS = 60;

  static final String YAML =
      """
      mount: /desk
      servers: { narrow: { in-flight: 1 } }
      supervise: { timeout: 36500d, attempts: 2, backoff: 60s, max-backoff: 60s }
      fields:
        text: string
        number: long
        ratio: double
        yes: boolean
        raw: bytes
        at: timestamp
        tags: list<string>
        ages: map<long>
        anything: any
        secret: { type: string, sensitive: true }
        length: long
        answer: string
        summary: string
        since: long
        reminded: long
        dream: string
        woken: boolean
        letters: list<string>
        letter: string
        verdict: string
        n: { type: long, merge: latest }
        confirmed: string
        piece: string
        pressed: string
        colour: string
        dried: string
        m: { type: long, merge: latest }
        old: string
        retired: string
        seed: long
        pool: { type: list<long>, merge: union }
        total: { type: long, merge: sum }
        most: { type: long, merge: max }
      ops:
        open: { out: [text, number, ratio, yes, raw, at, tags, ages, anything, secret] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
        ask: { in: [text], out: [answer], call: clerk }
        sum-up: { in: [answer, length], out: [summary], expr: { summary: "answer + ' ' + string(length)" } }
        wait: { out: [since] }
        remind: { in: [since], out: [reminded], after: 60s, expr: { reminded: "since + 1" } }
        sleep: { out: [dream] }
        wake: { in: [dream], out: [woken], after: 36500d, expr: { woken: "true" } }
        spread: { out: [letters] }
        spell: { in: [letters], out: [letter], each: "letters", expr: { letter: "it" } }
        judge: { in: [letter], out: [verdict], call: clerk }
        count: { out: [n] }
        next: { in: [n], out: [n], when: "n < 40", expr: { n: "n + 1" } }
        confirm: { in: [n], out: [confirmed], call: clerk }
        squeeze: { out: [piece] }
        press: { in: [piece], out: [pressed], call: narrow }
        paint: { out: [colour] }
        dry: { in: [colour], out: [dried], expr: { dried: "'dry ' + colour" } }
        loop: { out: [m] }
        again: { in: [m], out: [m], expr: { m: "m + 1" } }
        keep: { out: [old] }
        retire: { in: [old], out: [retired], call: clerk }
        gather: { out: [seed] }
        one: { in: [seed], out: [pool, total, most], expr: { pool: "[1, seed]", total: "1", most: "1" } }
        two: { in: [seed], out: [pool, total, most], expr: { pool: "[2, seed]", total: "2", most: "2" } }
      """;

  private static final Map<String, String> PRODUCED =
      Map.of(
          ASK,
          "answer",
          "/desk/judge",
          "verdict",
          "/desk/confirm",
          "confirmed",
          "/desk/press",
          "pressed",
          REMOVED,
          "retired");

  private DeskProgram() {}

  /** What the servers answer. */
  static List<Map<String, Object>> answer(Call call) {
    Object input = call.getInputs().values().iterator().next();
    return List.of(Map.of(PRODUCED.get(call.getOp()), "yes " + input));
  }
}
