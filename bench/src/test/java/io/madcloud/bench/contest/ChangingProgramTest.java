package io.madcloud.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.topology.MadcloudConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ChangingProgramTest {

  private final ChangingProgram program = new ChangingProgram();

  @Test
  void ten_declarations_change_every_op_once() {
    List<String> paths =
        LongStream.range(0, 10)
            .mapToObj(program::change)
            .flatMap(change -> change.ops().stream())
            .map(OpSpec::path)
            .toList();

    assertThat(paths).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void the_same_ops_are_changed_to_something_else_in_the_next_round_and_back_after_it() {
    Declaration first = program.change(0);
    Declaration second = program.change(10);

    assertThat(second.ops()).extracting(OpSpec::path).isEqualTo(paths(first));
    assertThat(second.ops()).isNotEqualTo(first.ops());
    assertThat(program.change(20).ops()).isEqualTo(first.ops());
  }

  private static List<String> paths(Declaration declaration) {
    return declaration.ops().stream().map(OpSpec::path).toList();
  }

  @Test
  void each_change_that_concerns_processes_has_an_op_of_its_own() {
    assertThat(paths(program.meeting(3))).containsExactly(ChangingProgram.meetingOp(3));
  }

  @Test
  void all_have_met_a_change_after_two_sweeps_of_their_partitions_and_a_commit() {
    MadcloudConfig config = new MadcloudConfig(Map.of("bootstrap.servers", "broker:9092"));

    assertThat(Changes.longestMeeting(config, 4, 100_000)).isEqualTo(Duration.ofMillis(5_300));
  }
}
