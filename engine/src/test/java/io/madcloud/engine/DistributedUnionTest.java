package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * In a program without masks whose fields all have one producer, the views of all datacenters
 * together are what the same program comes to in one. Fieldsets that are the same count once: no
 * view sees enough of them to close one.
 */
final class DistributedUnionTest {

  private static final int PROGRAMS = 1_000;
  private static final List<String> NAMES = List.of("east", "north", "west");

  private final ProgramCompiler compiler = ProgramCompiler.strict(new CelExpressions(), Map.of());
  private int runs;
  private int withinLimits;

  @Test
  void the_union_of_all_views_is_what_one_datacenter_comes_to() {
    Seed.each(DistributedUnionTest.class, PROGRAMS, this::check);
    assertThat(withinLimits).as("programs within their limits").isGreaterThanOrEqualTo(runs / 2);
  }

  private void check(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<String> names = NAMES.subList(0, 2 + chance.nextInt(2));
    ConfluentProgram random = new ConfluentProgram(seed, names);
    Program program = compiler.compile(random.declaration(), Program.EMPTY, 1).program();
    runs++;
    Set<Map<String, Object>> alone =
        ConfluentRun.of(program, seed).run(random.notification(), pending -> pending.get(0));
    DistributedRun run = new DistributedRun(List.of(program), names, false, seed);
    DistributedRun.Place origin = run.places().get(chance.nextInt(names.size()));
    run.run(origin, program.op(ConfluentProgram.START), random.notification());
    run.checkEnd(origin);
    if (alone != null && origin.process.status() == Status.QUIESCENT) {
      withinLimits++;
      assertThat(run.union())
          .as("union of the views of %s%n%s", random, run.told())
          .isEqualTo(alone);
    }
  }
}
