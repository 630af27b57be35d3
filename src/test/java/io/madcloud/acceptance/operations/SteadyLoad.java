package io.madcloud.acceptance.operations;

import io.madcloud.acceptance.harness.TestBed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Begins processes at a steady pace in a thread of its own, and sees when their outcomes come: an
 * ordinary consumer of committed records that shares no code with Madcloud. Thread-safe.
 */
final class SteadyLoad implements AutoCloseable {

  private static final String OUTCOMES = "madcloud.outcomes";
  private static final Duration POLL = Duration.ofMillis(5);
  private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(5);

  private final TestBed bed;
  private final String op;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Long> lastNs = new HashMap<>();
  private final Map<Integer, Long> longestMs = new TreeMap<>();
  private final Thread thread = new Thread(this::run, "steady-load");

  private volatile boolean stopped;
  private volatile Throwable failure;

  private SteadyLoad(TestBed bed, String op) {
    this.bed = bed;
    this.op = op;
    Map<String, Object> settings = new HashMap<>(bed.clients());
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(OUTCOMES).stream()
            .map(info -> new TopicPartition(OUTCOMES, info.partition()))
            .toList());
  }

  /**
   * Begins.
   *
   * @param op that takes a {@code text}
   */
  static SteadyLoad begin(TestBed bed, String op) {
    SteadyLoad load = new SteadyLoad(bed, op);
    load.thread.start();
    return load;
  }

  private void run() {
    try {
      long nextNs = System.nanoTime();
      while (!stopped || seen.size() < sent.size()) {
        while (!stopped && System.nanoTime() - nextNs >= 0) {
          String process = "p" + sent.size();
          sent.add(process);
          bed.notify(process, op, Map.of("text", "some"));
          nextNs += EVERY_NS;
        }
        for (ConsumerRecord<byte[], byte[]> outcome : consumer.poll(POLL)) {
          seen.add(new String(outcome.key(), StandardCharsets.UTF_8));
          arrived(outcome.partition(), System.nanoTime());
        }
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private synchronized void arrived(int partition, long nowNs) {
    Long before = lastNs.put(partition, nowNs);
    if (before != null) {
      longestMs.merge(partition, TimeUnit.NANOSECONDS.toMillis(nowNs - before), Math::max);
    }
  }

  /** How many processes have an outcome. */
  int seen() {
    if (failure != null) {
      throw new AssertionError("Expected to load and to read, but " + failure, failure);
    }
    return seen.size();
  }

  /** By partition, the longest time between two outcomes since this was asked last. */
  synchronized Map<Integer, Long> takeLongestMs() {
    Map<Integer, Long> taken = new TreeMap<>(longestMs);
    longestMs.clear();
    return taken;
  }

  /** Begins no more, waits for the outcomes of all, and tells the ids of all. */
  Set<String> end() throws InterruptedException {
    stopped = true;
    thread.join(Duration.ofSeconds(60).toMillis());
    if (seen() < sent.size()) {
      throw new AssertionError(
          "Expected %d outcomes, but found %d".formatted(sent.size(), seen.size()));
    }
    return Set.copyOf(sent);
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
  }
}
