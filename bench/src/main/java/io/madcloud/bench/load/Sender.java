package io.madcloud.bench.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends processes at a pace, in a thread of its own, with a bounded number under way. A process
 * that is offered at a fixed time counts as sent at that time, also when the side did not keep up.
 */
final class Sender implements Runnable {

  private static final int MOST_AT_ONCE = 20;

  /** What is due within so short a time is sent together. */
  private static final double TOGETHER_SECONDS = 0.001;

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final Payload payload;
  private final Pace pace;
  private final AtomicLong sent;
  private final AtomicLongArray sentAtNs;
  private final Semaphore room;
  private final int atOnce;

  private volatile boolean stopped;
  private volatile Exception failure;

  /**
   * Does nothing yet.
   *
   * @param sent how many have been sent before; counts on
   * @param sentAtNs when the latest were sent, by their number modulo its length, a power of two
   */
  Sender(
      Producer<byte[], byte[]> producer,
      String topic,
      Payload payload,
      Pace pace,
      int mostUnderWay,
      AtomicLong sent,
      AtomicLongArray sentAtNs) {
    this.producer = producer;
    this.topic = topic;
    this.payload = payload;
    this.pace = pace;
    this.sent = sent;
    this.sentAtNs = sentAtNs;
    this.room = new Semaphore(mostUnderWay);
    this.atOnce = Math.min(mostUnderWay, atOnce(pace));
  }

  private static int atOnce(Pace pace) {
    int due = (int) Math.ceil(pace.perSecond() * TOGETHER_SECONDS);
    return pace.isOffered() ? Math.min(MOST_AT_ONCE, due) : MOST_AT_ONCE;
  }

  @Override
  public void run() {
    try {
      long startNs = System.nanoTime();
      for (long done = 0; !stopped && done < pace.most(); ) {
        int batch = (int) Math.min(atOnce, pace.most() - done);
        if (pace.isOffered()) {
          awaitTime(startNs, done + batch);
        }
        room.acquire(batch);
        for (int i = 0; i < batch; i++) {
          send(pace.isOffered() ? timeOf(startNs, done + i) : System.nanoTime());
        }
        done += batch;
      }
      producer.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private long timeOf(long startNs, long process) {
    return startNs + (long) (process * 1e9 / pace.perSecond());
  }

  private void awaitTime(long startNs, long process) {
    long atNs = timeOf(startNs, process);
    for (long leftNs = atNs - System.nanoTime(); leftNs > 0; leftNs = atNs - System.nanoTime()) {
      LockSupport.parkNanos(leftNs);
    }
  }

  private void send(long atNs) {
    long number = sent.get();
    sentAtNs.setRelease((int) number & (sentAtNs.length() - 1), atNs);
    sent.lazySet(number + 1);
    var unused = // The callback hears of it.
        producer.send(
            new ProducerRecord<>(topic, ProcessId.bytes(number), payload.value(number)),
            (metadata, error) -> {
              if (error != null) {
                failure = error;
              }
            });
  }

  /** So many more have finished. */
  void finished(int count) {
    room.release(count);
  }

  /** Whether it goes on until it is stopped. */
  boolean isEndless() {
    return pace.most() == Long.MAX_VALUE;
  }

  /** Sends nothing more. */
  void stop() {
    stopped = true;
    room.release(atOnce);
  }

  /** Why sending ended early; null when it did not. */
  Exception failure() {
    return failure;
  }
}
