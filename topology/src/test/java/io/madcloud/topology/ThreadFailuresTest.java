package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.serdes.RegistryException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

final class ThreadFailuresTest {

  private final AtomicLong nowMs = new AtomicLong(1_000_000);
  private final ThreadFailures failures = new ThreadFailures(2, Duration.ofMinutes(1), nowMs::get);

  @Test
  void so_many_are_forgiven_within_the_window_and_one_more_is_not() {
    assertThat(failures.forgive()).isTrue();
    assertThat(failures.forgive()).isTrue();
    assertThat(failures.forgive()).isFalse();
  }

  @Test
  void what_is_older_than_the_window_counts_no_more() {
    failures.forgive();
    failures.forgive();
    nowMs.addAndGet(Duration.ofMinutes(1).toMillis());
    assertThat(failures.forgive()).isTrue();
  }

  @Test
  void brokers_that_do_not_answer_are_waited_for() {
    assertThat(ThreadFailures.isWaitedOut(new StreamsException(new TimeoutException("60 s"))))
        .isTrue();
    assertThat(ThreadFailures.isWaitedOut(new DisconnectException())).isTrue();
  }

  @Test
  void so_is_a_registry() {
    RegistryException gone = new RegistryException("not there", null);
    assertThat(ThreadFailures.isWaitedOut(new StreamsException(new SerializationException(gone))))
        .isTrue();
  }

  @Test
  void mistakes_are_not() {
    assertThat(ThreadFailures.isWaitedOut(new StreamsException(new IllegalStateException())))
        .isFalse();
    assertThat(ThreadFailures.isWaitedOut(new SerializationException("garbage"))).isFalse();
  }
}
