package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener.SuspendReason;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

final class StandbyProgressTest {

  private static final TopicPartition FIRST = new TopicPartition("changelog", 0);
  private static final TopicPartition SECOND = new TopicPartition("changelog", 1);

  private long nowMs = 1_000_000;
  private final StandbyProgress standbys = new StandbyProgress(100, () -> nowMs);

  @Test
  void an_engine_without_copies_has_none_behind() {
    assertThat(standbys.behind()).isZero();
  }

  @Test
  void a_copy_is_behind_until_it_lacks_no_more_than_is_acceptable() {
    standbys.running();
    standbys.onUpdateStart(FIRST, "store", 0);
    standbys.onUpdateStart(SECOND, "store", 0);
    assertThat(standbys.behind()).isEqualTo(2);

    loaded(FIRST, 500, 1_000);
    loaded(SECOND, 899, 1_000);
    nowMs += 60_000;
    assertThat(standbys.behind()).isEqualTo(2);

    loaded(FIRST, 900, 1_000);
    assertThat(standbys.behind()).isEqualTo(1);
    loaded(SECOND, 1_000, 1_000);
    assertThat(standbys.behind()).isZero();
  }

  @Test
  void a_copy_that_was_near_is_not_behind_again_under_load() {
    standbys.onUpdateStart(FIRST, "store", 0);
    loaded(FIRST, 1_000, 1_000);
    loaded(FIRST, 1_200, 2_000);
    assertThat(standbys.behind()).isZero();
  }

  @Test
  void a_copy_that_hears_nothing_is_near_until_it_hears_that_it_is_not() {
    standbys.onUpdateStart(FIRST, "store", 0);
    nowMs += 60_000;
    standbys.running();
    assertThat(standbys.behind()).isEqualTo(1);
    nowMs += 5_000;
    assertThat(standbys.behind()).isZero();

    loaded(FIRST, 10, 1_000);
    assertThat(standbys.behind()).isEqualTo(1);
  }

  @Test
  void a_copy_that_went_elsewhere_is_not_waited_for() {
    standbys.onUpdateStart(FIRST, "store", 0);
    loaded(FIRST, 10, 1_000);
    standbys.onUpdateSuspended(FIRST, "store", 10, 1_000, SuspendReason.MIGRATED);
    assertThat(standbys.behind()).isZero();
  }

  private void loaded(TopicPartition partition, long offset, long end) {
    standbys.onBatchLoaded(
        partition, "store", new TaskId(0, partition.partition()), offset, 1, end);
  }
}
