package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.ConfluentRun.ReplyOrder;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The theorem of section 4 of the model: in a program with no mask, whose every field has the
 * policy {@code fork} and one producer, the set of live fieldsets does not depend on the order in
 * which replies arrive; nor on which ops are paused meanwhile, as long as they are resumed.
 */
final class TheoremTest {

  private static final int PROGRAMS = 1_000;
  private static final int RANDOM_ORDERS = 2;

  /** One program of so many also has its invariants checked after every turn. */
  private static final int CHECKED = 4;

  private final ProgramCompiler compiler = ProgramCompiler.strict(new CelExpressions(), Map.of());
  private int runs;
  private int withinLimits;

  @Test
  void the_set_of_live_fieldsets_does_not_depend_on_the_order_of_replies() {
    Seed.each(TheoremTest.class, PROGRAMS, this::check);
    assertThat(withinLimits)
        .as("programs within their limits")
        .isGreaterThanOrEqualTo(runs * 3 / 4);
  }

  private void check(long seed) {
    ConfluentProgram random = new ConfluentProgram(seed);
    Program program = compiler.compile(random.declaration(), Program.EMPTY, 1).program();
    Map<String, Object> notification = random.notification();
    runs++;
    ConfluentRun run =
        seed % CHECKED == 0 ? ConfluentRun.checked(program, seed) : ConfluentRun.of(program, seed);
    Set<Map<String, Object>> first = run.run(notification, pending -> pending.get(0));
    if (first == null) {
      return;
    }
    withinLimits++;
    pausesMakeNoDifference(random, first, program, seed);
    agree(random, first, program, seed, pending -> pending.get(pending.size() - 1));
    for (int order = 0; order < RANDOM_ORDERS; order++) {
      SplittableRandom chance = new SplittableRandom(seed + order);
      agree(random, first, program, seed, pending -> any(pending, chance));
    }
  }

  private static void pausesMakeNoDifference(
      ConfluentProgram random, Set<Map<String, Object>> first, Program program, long seed) {
    ConfluentRun run =
        seed % CHECKED == 0 ? ConfluentRun.checked(program, seed) : ConfluentRun.of(program, seed);
    Set<Map<String, Object>> other =
        run.runWithPauses(random.notification(), new SplittableRandom(seed));
    if (other != null) {
      assertThat(other)
          .as("live fieldsets when ops are paused and resumed meanwhile, of %s", random)
          .isEqualTo(first);
    }
  }

  private static void agree(
      ConfluentProgram random,
      Set<Map<String, Object>> first,
      Program program,
      long seed,
      ReplyOrder order) {
    Set<Map<String, Object>> other =
        ConfluentRun.of(program, seed).run(random.notification(), order);
    if (other != null) {
      assertThat(other)
          .as("live fieldsets in another order of replies of %s", random)
          .isEqualTo(first);
    }
  }

  private static int any(List<Integer> pending, SplittableRandom chance) {
    return pending.get(chance.nextInt(pending.size()));
  }
}
