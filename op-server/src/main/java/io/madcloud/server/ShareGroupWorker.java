package io.madcloud.server;

import io.madcloud.server.CallRunner.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;

/**
 * Takes one call after the other from a share group (KIP-932). The call's handler runs in another
 * thread, so that the lock on a long call can be renewed meanwhile. A call is accepted when the
 * broker has its reply, released when there is none, and rejected if it is no call at all. One
 * worker takes one call at a time: those behind a slow one are taken by others, of this instance or
 * of another.
 */
final class ShareGroupWorker implements Worker {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int USUAL_LOCK_MS = 30_000;

  /** Where a record is; it is returned again by the poll after its lock was renewed. */
  private record Place(int partition, long offset) {}

  private final ShareConsumer<byte[], byte[]> consumer;
  private final CallRunner runner;
  private final ExecutorService threads;
  private final Map<Place, Future<Verdict>> underWay = new HashMap<>();

  /** When no more is waited for what is under way, as {@link System#nanoTime}; 0 for never. */
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
      while (!stopping || !underWay.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          consumer.acknowledge(record, take(record));
        }
      }
    }
  }

  private AcknowledgeType take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    Place place = new Place(record.partition(), record.offset());
    Future<Verdict> call = underWay.get(place);
    if (call == null && stopping) {
      return AcknowledgeType.RELEASE;
    }
    if (call == null) {
      call = threads.submit(() -> runner.run(record.topic(), record.value()));
      underWay.put(place, call);
    }
    AcknowledgeType type = await(call);
    if (type != AcknowledgeType.RENEW) {
      underWay.remove(place);
    }
    return type;
  }

  /** Waits until the call is done, or its lock must be renewed, or it is time to give it up. */
  private AcknowledgeType await(Future<Verdict> call) throws InterruptedException {
    try {
      Verdict verdict = call.get(patienceMs(), TimeUnit.MILLISECONDS);
      return switch (verdict) {
        case ANSWERED -> AcknowledgeType.ACCEPT;
        case UNREADABLE -> AcknowledgeType.REJECT;
        case UNANSWERED -> AcknowledgeType.RELEASE;
      };
    } catch (TimeoutException e) {
      if (stopping && System.nanoTime() >= stopAtNs) {
        call.cancel(true);
        return AcknowledgeType.RELEASE;
      }
      return AcknowledgeType.RENEW;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Expected a call to be answered, but " + e.getCause(), e.getCause());
    }
  }

  private long patienceMs() {
    long renewalMs = consumer.acquisitionLockTimeoutMs().orElse(USUAL_LOCK_MS) / 2;
    if (!stopping) {
      return renewalMs;
    }
    long leftMs = TimeUnit.NANOSECONDS.toMillis(stopAtNs - System.nanoTime());
    return Math.max(0, Math.min(renewalMs, leftMs));
  }

  @Override
  public void stop(Duration grace) {
    stopAtNs = System.nanoTime() + grace.toNanos();
    stopping = true;
  }
}
