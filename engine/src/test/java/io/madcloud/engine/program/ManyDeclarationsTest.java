package io.madcloud.engine.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Declaring ops one by one costs about the same for the first as for the last. */
final class ManyDeclarationsTest {

  private static final int MANY = 20_000;
  private static final int FEW = MANY / 10;

  private final ProgramCompiler compiler = Specs.compiler();

  /** Ten times as many take about ten times as long; were it quadratic, a hundred times. */
  @Test
  void declaring_20000_ops_one_by_one_is_not_quadratic() {
    timeNs(FEW);
    long[] few = LongStream.generate(() -> timeNs(FEW)).limit(5).sorted().toArray();
    assertThat(timeNs(MANY)).isLessThan(40 * few[2]);
  }

  private long timeNs(int count) {
    long startNs = System.nanoTime();
    Program program = Program.EMPTY;
    for (int number = 0; number < count; number++) {
      String own = "/f" + number;
      OpSpec op = Specs.call("/op" + number, List.of("/shared"), List.of(), List.of(own));
      Declaration declaration =
          new Declaration(List.of(Specs.field("/shared"), Specs.field(own)), List.of(op));
      program = compiler.compile(declaration, program, program.revision() + 1).program();
    }
    long tookNs = System.nanoTime() - startNs;
    assertThat(program.opCount()).isEqualTo(count);
    return tookNs;
  }
}
