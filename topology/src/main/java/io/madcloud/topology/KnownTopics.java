package io.madcloud.topology;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of the cluster, listed by a thread of its own: now and then, and soon when somebody
 * asks for one that was not there. Thread-safe.
 */
final class KnownTopics implements CallTopics, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KnownTopics.class);
  private static final String THREAD = "madcloud-topics";

  /** Topics that are there are looked for again after this time. */
  private static final long REFRESH_MS = 30_000;

  /** The shortest time between two listings. */
  private static final long PAUSE_MS = 100;

  /** How long a topic counts as missing because one listing lacked it. */
  private static final long MISSING_NS = TimeUnit.SECONDS.toNanos(1);

  /**
   * @param atNs when the listing began
   */
  private record Listing(Set<String> topics, long atNs) {}

  private final Callable<Set<String>> lister;
  private final LongSupplier nanoTime;
  private final Semaphore wanted = new Semaphore(0);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Listing newest;

  KnownTopics(Callable<Set<String>> lister, LongSupplier nanoTime) {
    this.lister = lister;
    this.nanoTime = nanoTime;
  }

  /** Follows the topics of a cluster until it is closed, and closes {@code admin} then. */
  static KnownTopics follow(Admin admin) {
    KnownTopics topics = new KnownTopics(() -> admin.listTopics().names().get(), System::nanoTime);
    Thread thread = new Thread(() -> topics.run(admin), THREAD);
    thread.setDaemon(true);
    thread.start();
    return topics;
  }

  @Override
  public Presence of(String topic) {
    Listing listing = newest;
    if (listing != null && listing.topics.contains(topic)) {
      return Presence.PRESENT;
    }
    wanted.release();
    boolean recent = listing != null && nanoTime.getAsLong() - listing.atNs < MISSING_NS;
    return recent ? Presence.MISSING : Presence.UNKNOWN;
  }

  private void run(Admin admin) {
    try (admin) {
      while (!closed.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
        refresh();
        boolean asked = wanted.tryAcquire(REFRESH_MS, TimeUnit.MILLISECONDS);
        LOG.trace("The topics are listed again, {}", asked ? "being asked" : "as ever");
        wanted.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lists the topics; what was known stays while nobody answers. */
  void refresh() throws InterruptedException {
    long atNs = nanoTime.getAsLong();
    try {
      newest = new Listing(Set.copyOf(lister.call()), atNs);
    } catch (InterruptedException e) {
      throw e;
    } catch (ExecutionException e) {
      LOG.warn("Expected to list the topics, but {}", String.valueOf(e.getCause()));
    } catch (Exception e) {
      LOG.warn("Expected to list the topics, but {}", e.toString());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    wanted.release();
  }
}
