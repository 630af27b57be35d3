package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.topology.EngineHealth.Restoration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class RestoreProgressTest {

  private static final TopicPartition ONE = new TopicPartition("changelog", 0);
  private static final TopicPartition OTHER = new TopicPartition("changelog", 1);

  private final AtomicLong nowMs = new AtomicLong();
  private final RestoreProgress progress = new RestoreProgress(nowMs::get);

  @Test
  void nothing_is_told_while_nothing_is_restored() {
    assertThat(progress.now()).isNull();
  }

  @Test
  void what_is_left_is_estimated_by_what_was_done() {
    progress.onRestoreStart(ONE, "store", 100, 500);
    progress.onRestoreStart(OTHER, "store", 0, 600);
    assertThat(progress.now()).isEqualTo(new Restoration(2, 0, 1_000, -1));
    nowMs.set(2_000);
    progress.onBatchRestored(ONE, "store", 299, 200);
    assertThat(progress.now()).isEqualTo(new Restoration(2, 200, 800, 8));
  }

  @Test
  void changelogs_that_are_through_count_as_done() {
    progress.onRestoreStart(ONE, "store", 0, 400);
    progress.onRestoreStart(OTHER, "store", 0, 600);
    nowMs.set(1_000);
    progress.onRestoreEnd(ONE, "store", 380); // Some were gone by compaction.
    assertThat(progress.now()).isEqualTo(new Restoration(1, 400, 600, 2));
    progress.onRestoreEnd(OTHER, "store", 600);
    assertThat(progress.now()).isNull();
  }

  @Test
  void what_goes_to_another_engine_counts_no_more() {
    progress.onRestoreStart(ONE, "store", 0, 400);
    progress.onRestoreStart(OTHER, "store", 0, 600);
    progress.onBatchRestored(OTHER, "store", 299, 300);
    progress.onRestoreSuspended(OTHER, "store", 300);
    assertThat(progress.now()).isEqualTo(new Restoration(1, 0, 400, -1));
  }

  @Test
  void the_next_restoration_begins_anew() {
    progress.onRestoreStart(ONE, "store", 0, 400);
    progress.onRestoreEnd(ONE, "store", 400);
    progress.onRestoreStart(ONE, "store", 400, 500);
    assertThat(progress.now()).isEqualTo(new Restoration(1, 0, 100, -1));
  }
}
