package io.madcloud.app.demo;

import io.madcloud.wire.Notification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes updates of the systems in turn, with an ordinary Kafka producer. It runs in a thread of
 * its own and keeps a bounded number of processes under way.
 */
final class Load implements Runnable {

  private static final int MOST_UNDER_WAY = 2_000;

  private final KafkaProducer<String, Notification> producer;
  private final String topic;
  private final int processes;
  private final Semaphore room = new Semaphore(0);
  private final AtomicReference<List<String>> systems;
  private final AtomicIntegerArray sent = new AtomicIntegerArray(3);
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  Load(
      KafkaProducer<String, Notification> producer,
      String topic,
      int processes,
      List<String> systems) {
    this.producer = producer;
    this.topic = topic;
    this.processes = processes;
    this.systems = new AtomicReference<>(systems);
    room.release(Math.min(MOST_UNDER_WAY, processes / 10));
  }

  @Override
  public void run() {
    try {
      for (int number = 1; number <= processes; number++) {
        room.acquire();
        List<String> producing = systems.get();
        int system = number % producing.size();
        sent.incrementAndGet(system);
        Notification update =
            new Notification(
                producing.get(system) + "/produce-update", Map.of("update", "update " + number));
        var unused = // The callback hears of it.
            producer.send(
                new ProducerRecord<>(topic, "p%06d".formatted(number), update),
                (metadata, error) -> {
                  if (error != null) {
                    failure.compareAndSet(null, error);
                  }
                });
      }
      producer.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  /** So many more processes are finished. */
  void finished(int count) {
    room.release(count);
  }

  /** From now on these systems produce. */
  void produceBy(List<String> producing) {
    systems.set(producing);
  }

  /** Updates that the system at this place of the list has produced. */
  int sentBy(int system) {
    return sent.get(system);
  }

  /** Why publishing ended early, or null. */
  Exception failure() {
    return failure.get();
  }
}
