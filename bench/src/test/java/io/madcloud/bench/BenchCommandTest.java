package io.madcloud.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BenchCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void three_steps_are_measured_beside_those_written_by_hand_and_nothing_is_lost() {
    assertThat(run("steps", "--quick")).as(err.toString()).isZero();

    assertThat(out.toString())
        .contains("every process that was sent finished exactly once, on every side")
        .contains("2 alternated windows")
        .contains("load average");
    assertThat(rows("by hand  ")).hasSize(1);
    assertThat(rows("by hand, no journal (floor)  ")).hasSize(1 + 5);
    assertThat(rows("engine, plugin ops  ")).hasSize(1 + 5);
    assertThat(rows("engine, expr ops  ")).hasSize(1 + 5);
    assertThat(out.toString().lines().filter(line -> line.matches(".*[≥≤] \\d.* (met|missed)")))
        .hasSize(3);
  }

  @Test
  void calls_at_once_are_answered_by_a_worker_on_both_sides_and_nothing_is_lost() {
    assertThat(run("fan-out", "--quick", "--pairs", "1")).as(err.toString()).isZero();

    assertThat(out.toString())
        .contains("with at most 1 processes under way")
        .contains("every process that was sent finished exactly once, on every side");
    assertThat(rows("by hand (floor)  ")).hasSize(1);
    assertThat(rows("engine, call ops  ")).hasSize(1 + 5);
  }

  private List<String> rows(String beginning) {
    return out.toString().lines().filter(line -> line.startsWith(beginning)).toList();
  }

  @Test
  void the_list_tells_every_bench() {
    assertThat(run("--list")).isZero();

    assertThat(Benches.ALL)
        .allSatisfy(bench -> assertThat(out.toString()).contains(bench.name(), bench.about()));
  }

  @Test
  void a_name_that_nobody_knows_is_refused_with_those_that_there_are() {
    assertThat(run("step")).isEqualTo(2);

    assertThat(err.toString()).contains("Expected the name of a bench").contains("'step'", "steps");
  }

  @Test
  void lengths_that_make_no_sense_are_refused() {
    assertThat(run("steps", "--pairs", "0")).isEqualTo(2);
    assertThat(run("steps", "--window", "1ms")).isEqualTo(2);
    assertThat(run("steps", "--window", "soon")).isEqualTo(2);
    assertThat(run("steps", "--retained", "-1")).isEqualTo(2);
    assertThat(run("mutable", "--waiting", "0")).isEqualTo(2);

    assertThat(err.toString())
        .contains("Expected --pairs to be at least 1, but found 0")
        .contains("Expected --window to be at least 100ms, but found 1ms")
        .contains("Expected --retained to be at least 0, but found -1")
        .contains("Expected --waiting to be at least 1, but found 0");
  }

  private int run(String... args) {
    return BenchMain.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }
}
