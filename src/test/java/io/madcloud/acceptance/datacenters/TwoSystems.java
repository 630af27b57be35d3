package io.madcloud.acceptance.datacenters;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.app.cluster.mirror.MirrorProcess;
import io.madcloud.app.cluster.mirror.MirrorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two systems that work on one number: the first doubles it, the second adds one, and the first
 * doubles that. What comes of it is known.
 */
final class TwoSystems {
  static final List<String> NAMES = List.of("east", "west");
  static final Map<String, String> ENGINE = Map.of("madcloud.commit.interval.ms", "30");

  private static final Duration LIMIT = Duration.ofMinutes(4);

  private static final String PROGRAM =
      """
      fields: { n: long, doubled: long, more: long, told: long, end: long }
      ops:
        start: { out: [n] }
        double: { in: [n], out: [doubled], call: first }
        finish: { in: [told], out: [end], expr: { end: "told * 2" } }
      folders:
        second:
          %s
          ops:
            add: { in: [doubled], out: [more], expr: { more: "doubled + 1" } }
            tell: { in: [more], out: [told], call: second }
      """;

  private final Set<String> expected = new HashSet<>();

  /** Both where the process began. */
  static String together() {
    return PROGRAM.formatted("doc: beside the first");
  }

  /** The second in a datacenter. */
  static String secondAt(String datacenter) {
    return PROGRAM.formatted("at: " + datacenter);
  }

  static void serveFirst(TestBed bed) {
    bed.worker("first", call -> List.of(Map.of("doubled", (Long) call.getInputs().get("n") * 2)));
  }

  static void serveSecond(TestBed bed) {
    bed.worker("second", call -> List.of(Map.of("told", call.getInputs().get("more"))));
  }

  /** MirrorMaker for what one of them sends. */
  static MirrorProcess link(Path directory, TestBed east, TestBed west, String sender) {
    Map<String, String> brokers =
        Map.of("east", east.bootstrapServers(), "west", west.bootstrapServers());
    MirrorSettings settings = new MirrorSettings(brokers, "madcloud.", Set.of(sender));
    return MirrorProcess.start(directory.resolve("mirror-of-" + sender), settings);
  }

  /** The processes that were sent. */
  Set<String> expected() {
    return expected;
  }

  void send(TestBed bed, int from, int to) {
    for (int number = from; number < to; number++) {
      expected.add("p" + number);
      bed.notify("p" + number, "/start", Map.of("n", (long) number));
    }
  }

  static void awaitEnds(Oracle oracle, int count) {
    Eventually.until(
        count + " processes that have ended",
        LIMIT,
        () -> oracle.poll(Duration.ofMillis(50)).stopped() >= count,
        () -> oracle.stopped() + " have");
  }

  /** All have come to what they must, once. */
  void check(Oracle oracle) {
    assertThat(oracle.findings(expected)).isEmpty();
    for (String process : expected) {
      long end = (Long.parseLong(process.substring(1)) * 2 + 1) * 2;
      assertThat(oracle.fieldsets(process)).as(process).containsOnlyKeys("0");
      assertThat(oracle.fieldsets(process).get("0")).containsEntry("/end", end);
      assertThat(oracle.outcome(process).status()).isEqualTo("QUIESCENT");
    }
  }
}
