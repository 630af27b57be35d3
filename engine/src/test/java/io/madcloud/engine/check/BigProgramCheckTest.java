package io.madcloud.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Program;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A check takes seconds, however big the program is and whatever its shape. Time is the processor
 * time of this thread: other work on the machine must not fail the test.
 */
final class BigProgramCheckTest {

  private static final int OPS = Integer.getInteger("madcloud.ops", 10_000);

  /**
   * A program that leads to much in its own way.
   *
   * @param op the text of an op, by its number
   */
  record Shape(String name, IntFunction<String> op) {

    String program() {
      StringBuilder text = new StringBuilder("fields:\n");
      for (int field = 0; field <= OPS + 2; field++) {
        text.append("  f").append(field).append(": long\n");
      }
      text.append("ops:\n  start: { out: [f0] }\n");
      text.append("  masked: { in: [f0], mask: [f7], out: [f8], call: s }\n");
      for (int number = 0; number < OPS; number++) {
        text.append("  o").append(number).append(": ").append(op.apply(number)).append('\n');
      }
      return text.toString();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Shape> shapes() {
    return List.of(
        new Shape(
            "calls in a row", op -> "{ in: [f%d], out: [f%d], call: s }".formatted(op, op + 1)),
        new Shape(
            "circles with conditions",
            op ->
                "{ in: [f%1$d], out: [f%2$d], when: f%1$d > 0, expr: { f%2$d: f%1$d + 1 } }"
                    .formatted(op, (op * 7 + 1) % OPS)),
        new Shape(
            "one big loop",
            op ->
                "{ in: [f%1$d], out: [f%2$d], expr: { f%2$d: f%1$d + 1 } }"
                    .formatted(op, (op + 1) % OPS)),
        new Shape(
            "calls with a common mask",
            op ->
                op % 2 == 0
                    ? "{ in: [f0], mask: [f1], out: [f%d], call: s }".formatted(op + 2)
                    : "{ in: [f%1$d], mask: [f1], when: f%1$d > 5, out: [f1], expr: { f1: f%1$d } }"
                        .formatted(op + 1)),
        new Shape(
            "ten producers for each field",
            op -> "{ in: [f0], out: [f%d], call: s }".formatted(1 + op / 10)),
        new Shape("one field for all", op -> "{ in: [f0], out: [f1], call: s }"),
        new Shape(
            "systems in sync",
            op ->
                op % 2 == 0
                    ? "{ out: [f0, f%1$d], expr: { f%1$d: f0 } }".formatted(op + 1)
                    : "{ in: [f0], mask: [f%1$d], out: [f%1$d], expr: { f%1$d: f0 } }"
                        .formatted(op)),
        new Shape(
            "servers in sync",
            op ->
                op % 2 == 0
                    ? "{ out: [f0, f%d] }".formatted(op + 1)
                    : "{ in: [f0], mask: [f%1$d], out: [f%1$d], call: s }".formatted(op)),
        new Shape(
            "a common mask from another datacenter",
            op ->
                op % 2 == 0
                    ? "{ in: [f0], mask: [f1], out: [f%1$d], expr: { f%1$d: f0 }, at: east }"
                        .formatted(op + 2)
                    : "{ in: [f%1$d], out: [f1], expr: { f1: f%1$d }, at: west }"
                        .formatted(op + 1)),
        new Shape(
            "masked calls in a row through two datacenters",
            op ->
                "{ in: [f%d], mask: [f%d], out: [f%d], call: s, at: dc%d }"
                    .formatted(op, op + 2, op + 1, op % 2)),
        new Shape(
            "ops that wait for nobody",
            op -> "{ in: [f%d], out: [f%d], call: s }".formatted(op + 2, op + 1)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void a_check_takes_seconds(Shape shape) {
    Checking.Declared declared = Checking.declare(Program.EMPTY, shape.program());
    long startNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<Warning> warnings = ProgramCheck.warnings(declared.program(), declared.declaration());
    long ns = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - startNs;
    System.out.printf("%s: %d ms, %d warnings%n", shape, ns / 1_000_000, warnings.size());
    assertThat(ns / 1_000_000).as("milliseconds for %d ops", OPS).isLessThan(10_000);
  }
}
