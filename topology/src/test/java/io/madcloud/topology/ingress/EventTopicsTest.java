package io.madcloud.topology.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class EventTopicsTest {

  private final Set<String> present = ConcurrentHashMap.newKeySet();
  private final DeclaredPrograms programs = new DeclaredPrograms();
  private final EventTopics topics =
      new EventTopics(programs, present::contains, topic -> topic.startsWith("madcloud."));

  @Test
  void topics_of_notifications_are_read_once_they_are_there() {
    assertThat(topics.readable()).isEmpty();
    programs.declare(
        """
        fields: { a: long }
        ops:
          one: { out: [a], topic: orders }
          plain: { out: [a] }
          tell: { in: [a], topic: told }
        """);
    present.addAll(Set.of("told", "returns"));
    assertThat(topics.readable()).isEmpty();
    assertThat(topics.unreadable()).isEqualTo(1);

    present.add("orders");
    long deadlineNs = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (topics.readable().isEmpty() && System.nanoTime() < deadlineNs) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(topics.readable()).containsExactly("orders");
    assertThat(topics.unreadable()).isZero();
  }

  @Test
  void a_change_of_the_program_counts_at_once() {
    present.addAll(Set.of("orders", "returns"));
    programs.declare("{ fields: { a: long }, ops: { one: { out: [a], topic: orders } } }");
    assertThat(topics.readable()).containsExactly("orders");
    programs.declare("ops: { two: { out: [/a], topic: returns } }");
    assertThat(topics.readable()).containsExactly("orders", "returns");
    programs.declare("ops: { one: { out: [/a] } }");
    assertThat(topics.readable()).containsExactly("returns");
    programs.remove("/two");
    assertThat(topics.readable()).isEmpty();
  }

  @Test
  void the_engine_s_own_topics_are_not_read() {
    present.add("madcloud.outcomes");
    programs.declare(
        "{ fields: { a: long }, ops: { one: { out: [a], topic: madcloud.outcomes } } }");
    assertThat(topics.readable()).isEmpty();
    assertThat(topics.unreadable()).isEqualTo(1);
  }

  @Test
  void topics_that_the_brokers_deny_are_left_out_and_others_are_read() {
    present.addAll(Set.of("orders", "returns"));
    programs.declare(
        """
        fields: { a: long }
        ops:
          one: { out: [a], topic: orders }
          two: { out: [a], topic: returns }
        """);
    assertThat(topics.readable()).containsExactly("orders", "returns");
    assertThat(topics.deny(Set.of("madcloud.notifications"))).isFalse();
    assertThat(topics.deny(Set.of("orders"))).isTrue();
    assertThat(topics.readable()).containsExactly("returns");
    assertThat(topics.unreadable()).isEqualTo(1);
  }
}
