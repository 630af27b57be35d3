package io.madcloud.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Time is the processor time of this thread: other work on the machine must not fail the test. */
class BigProgramTest {

  @Test
  void readsAndCompilesInTimeThatGrowsWithTheNumberOfOps() {
    assertThat(cpuMs(5_000)).isPositive();
    long small = cpuMs(5_000);
    long big = cpuMs(20_000);
    assertThat(big).as("milliseconds for 20,000 ops").isLessThan(15_000);
    assertThat(big).as("four times as many ops, 5,000 took %d ms", small).isLessThan(12 * small);
  }

  private static long cpuMs(int ops) {
    String text = program(ops);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Compiled compiled =
        new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), Map.of()))
            .load(List.of(YamlDocument.parse("big.yaml", text)), Program.EMPTY, 1);
    assertThat(compiled.mistakes()).isEmpty();
    assertThat(compiled.program().ops()).hasSize(ops);
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000;
  }

  private static String program(int ops) {
    StringBuilder text = new StringBuilder("fields:\n");
    for (int i = 0; i < ops; i++) {
      text.append("  f%d: long\n".formatted(i));
    }
    text.append("ops:\n");
    for (int i = 0; i < ops; i++) {
      int produced = (i * 7 + 1) % ops;
      text.append(
          "  op%d: { in: [f%d], out: [f%d], when: f%d < %d, expr: { f%d: f%d + 1 } }\n"
              .formatted(i, i, produced, i, i, produced, i));
    }
    return text.toString();
  }
}
