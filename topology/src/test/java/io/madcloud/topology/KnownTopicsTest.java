package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.topology.CallTopics.Presence;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KnownTopicsTest {

  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  /** Brokers with topics that a test changes, which answer while it wants. */
  private static final class FakeBrokers implements KnownTopics.Brokers {
    private final Map<String, Integer> topics = new TreeMap<>();
    private final Set<String> closed = new TreeSet<>();
    private boolean silent;

    @Override
    public Set<String> topics() throws ExecutionException {
      if (silent) {
        throw new ExecutionException(new TimeoutException("nobody answers"));
      }
      return topics.keySet();
    }

    @Override
    public Set<String> closed(Set<String> names) {
      Set<String> found = new TreeSet<>(closed);
      found.retainAll(names);
      return found;
    }

    @Override
    public Map<String, Integer> largestRecords(Set<String> names) {
      Map<String, Integer> largest = new TreeMap<>(topics);
      largest.keySet().retainAll(names);
      return largest;
    }
  }

  private final FakeBrokers brokers = new FakeBrokers();
  private final long[] nowNs = {0};
  private final KnownTopics topics = new KnownTopics(brokers, () -> nowNs[0]);

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  void what_is_known_of_topics_grows_old() throws InterruptedException {
    assertThat(topics.of("a")).isEqualTo(Presence.UNKNOWN);
    brokers.topics.put("a", 100);
    topics.refresh();
    assertThat(topics.of("a")).isEqualTo(Presence.PRESENT);
    assertThat(topics.of("b")).isEqualTo(Presence.MISSING);
    nowNs[0] += SECOND_NS;
    assertThat(topics.of("b")).isEqualTo(Presence.UNKNOWN);
    assertThat(topics.of("a")).isEqualTo(Presence.PRESENT);
    brokers.silent = true;
    topics.refresh();
    assertThat(topics.of("a")).isEqualTo(Presence.PRESENT);
    assertThat(topics.of("b")).isEqualTo(Presence.UNKNOWN);
    brokers.silent = false;
    brokers.topics.remove("a");
    brokers.topics.put("b", 100);
    topics.refresh();
    assertThat(topics.of("b")).isEqualTo(Presence.PRESENT);
    assertThat(topics.of("a")).isEqualTo(Presence.MISSING);
  }

  @Test
  void a_topic_that_may_not_be_written_to_is_denied_and_can_be_read() throws InterruptedException {
    brokers.topics.put("a", 100);
    brokers.closed.add("a");
    brokers.closed.add("hidden");
    topics.refresh();
    assertThat(topics.of("a")).isEqualTo(Presence.PRESENT); // Nobody has looked at it yet.
    assertThat(topics.of("hidden")).isEqualTo(Presence.MISSING);
    topics.refresh();
    assertThat(topics.of("a")).isEqualTo(Presence.DENIED);
    assertThat(topics.of("hidden")).isEqualTo(Presence.DENIED);
    assertThat(topics.exists("a")).isTrue();
    brokers.closed.clear();
    topics.refresh();
    assertThat(topics.of("a")).isEqualTo(Presence.PRESENT);
  }

  @Test
  void who_asks_for_a_topic_first_waits_for_a_listing_that_begins_then_and_no_longer()
      throws Exception {
    topics.refresh();
    nowNs[0] += SECOND_NS;
    brokers.topics.put("a", 100);
    CompletableFuture<OptionalInt> asked =
        CompletableFuture.supplyAsync(() -> topics.largestRecord("a"));
    while (!asked.isDone()) {
      topics.refresh();
    }
    assertThat(asked.get()).hasValue(100);
    assertThat(topics.largestRecord("a")).hasValue(100);

    CompletableFuture<OptionalInt> missing =
        CompletableFuture.supplyAsync(() -> topics.largestRecord("b"));
    while (!missing.isDone()) {
      topics.refresh();
    }
    assertThat(missing.get()).isEmpty();
    assertThat(topics.largestRecord("b")).isEmpty(); // At once: nobody refreshes.
    brokers.topics.put("b", 50);
    topics.refresh();
    assertThat(topics.largestRecord("b")).hasValue(50);
  }
}
