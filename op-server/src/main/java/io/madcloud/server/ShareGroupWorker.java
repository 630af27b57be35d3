package io.madcloud.server;

import io.madcloud.server.CallRunner.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one call after the other from a share group (KIP-932). The call's handler runs in another
 * thread, so that the lock on a long call can be renewed meanwhile. A call is accepted when the
 * broker has its reply, released when there is none, and rejected if it is no call at all. One
 * worker takes one call at a time: those behind a slow one are taken by others, of this instance or
 * of another.
 */
final class ShareGroupWorker implements Worker {

  private static final Logger LOG = LoggerFactory.getLogger(ShareGroupWorker.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int USUAL_LOCK_MS = 30_000;

  /** Where a record is; it is returned again by the poll after its lock was renewed. */
  private record Place(int partition, long offset) {}

  private final ShareConsumer<byte[], byte[]> consumer;
  private final CallRunner runner;
  private final ExecutorService threads;

  /** Of the call under way; null for none. */
  private Place place;

  private Future<Verdict> call;

  /** When no more is waited for what is under way, as {@link System#nanoTime}. */
  private volatile long stopAtNs;

  private volatile boolean stopping;

  ShareGroupWorker(
      ShareConsumer<byte[], byte[]> consumer, CallRunner runner, ExecutorService threads) {
    this.consumer = consumer;
    this.runner = runner;
    this.threads = threads;
  }

  @Override
  public void run(String topic) throws InterruptedException {
    try (consumer) {
      consumer.subscribe(List.of(topic));
      while (!stopping || (place != null && System.nanoTime() < stopAtNs)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          consumer.acknowledge(record, take(record));
        }
      }
    }
  }

  /** A record that was renewed comes again; another one means that the lock on it was lost. */
  private AcknowledgeType take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    Place found = new Place(record.partition(), record.offset());
    if (!found.equals(place)) {
      if (stopping) {
        return AcknowledgeType.RELEASE;
      }
      place = found;
      call = threads.submit(() -> runner.run(record.topic(), record.value()));
    }
    AcknowledgeType type = await();
    if (type != AcknowledgeType.RENEW) {
      place = null;
    }
    return type;
  }

  /** Waits until the call is done, or its lock must be renewed, or it is time to give it up. */
  private AcknowledgeType await() throws InterruptedException {
    int lockMs = consumer.acquisitionLockTimeoutMs().orElse(USUAL_LOCK_MS);
    long renewAtNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(lockMs / 2);
    while (System.nanoTime() < renewAtNs) {
      if (stopping && System.nanoTime() >= stopAtNs) {
        call.cancel(true);
        return AcknowledgeType.RELEASE;
      }
      try {
        return switch (call.get(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          case ANSWERED -> AcknowledgeType.ACCEPT;
          case UNREADABLE -> AcknowledgeType.REJECT;
          case UNANSWERED -> AcknowledgeType.RELEASE;
        };
      } catch (TimeoutException e) {
        LOG.trace("A call takes long; it is looked whether the server is to stop");
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "Expected a call to be answered, but " + e.getCause(), e.getCause());
      }
    }
    return AcknowledgeType.RENEW;
  }

  @Override
  public void stop(Duration grace) {
    stopAtNs = System.nanoTime() + grace.toNanos();
    stopping = true;
  }
}
