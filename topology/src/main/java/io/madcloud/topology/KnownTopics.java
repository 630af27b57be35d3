package io.madcloud.topology;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of the cluster, listed by a thread of its own: now and then, and soon when somebody
 * asks for one that was not there. Of those that records are published to it knows how large these
 * may be. Thread-safe.
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

  /** How long somebody waits for a topic that he asks for first. */
  private static final Duration FIRST_LISTING = Duration.ofSeconds(30);

  /** What the brokers are asked. */
  interface Brokers {

    /** The names of all topics. */
    Set<String> topics() throws ExecutionException, InterruptedException;

    /** Those of some topics, there or not, that nothing may be written to. */
    Set<String> closed(Set<String> topics) throws ExecutionException, InterruptedException;

    /** How many bytes a batch of records may have on each of some topics. */
    Map<String, Integer> largestRecords(Set<String> topics)
        throws ExecutionException, InterruptedException;
  }

  /**
   * @param closed of the topics that somebody wants to write to, those that nothing may be written
   *     to
   * @param published the topics that records are published to, as far as they had been asked for
   * @param largest of those of these that are there
   * @param atNs when the listing began
   */
  private record Listing(
      Set<String> topics,
      Set<String> closed,
      Set<String> published,
      Map<String, Integer> largest,
      long atNs) {}

  private final Brokers brokers;
  private final LongSupplier nanoTime;

  /** The topics that somebody wants to write to. */
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  /** Those of them that records are published to. */
  private final Set<String> published = ConcurrentHashMap.newKeySet();

  private final Semaphore wanted = new Semaphore(0);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Listing newest;

  KnownTopics(Brokers brokers, LongSupplier nanoTime) {
    this.brokers = brokers;
    this.nanoTime = nanoTime;
  }

  /** Follows the topics of a cluster until it is closed, and closes {@code admin} then. */
  static KnownTopics follow(Admin admin) {
    KnownTopics topics = new KnownTopics(new TopicListing(admin), System::nanoTime);
    Thread thread = new Thread(() -> topics.run(admin), THREAD);
    thread.setDaemon(true);
    thread.start();
    return topics;
  }

  @Override
  public Presence of(String topic) {
    Listing listing = newest;
    if (listing != null && listing.closed.contains(topic)) {
      return Presence.DENIED;
    }
    boolean looks = written.add(topic);
    if (listing != null && listing.topics.contains(topic)) {
      // The first call of a server does not wait until it is known that it may be made: mostly it
      // may. If not, the thread ends that made it, and the next one knows.
      if (looks) {
        wanted.release();
      }
      return Presence.PRESENT;
    }
    wanted.release();
    boolean recent = listing != null && nanoTime.getAsLong() - listing.atNs < MISSING_NS;
    return recent ? Presence.MISSING : Presence.UNKNOWN;
  }

  /** Whether there is a topic to read from, as far as is known. Never waits. */
  boolean exists(String topic) {
    Listing listing = newest;
    boolean exists = listing != null && listing.topics.contains(topic);
    if (!exists) {
      wanted.release();
    }
    return exists;
  }

  @Override
  public OptionalInt largestRecord(String topic) {
    Listing listing = newest;
    Integer largest = listing == null ? null : listing.largest.get(topic);
    if (largest == null) {
      written.add(topic); // First: who looks for what is published has looked at this, too.
      published.add(topic);
      wanted.release();
      largest = listed(topic).largest.get(topic);
    }
    return largest == null ? OptionalInt.empty() : OptionalInt.of(largest);
  }

  /** The newest listing that looked for a topic. */
  private synchronized Listing listed(String topic) {
    long beganNs = nanoTime.getAsLong();
    try {
      while (newest == null || !newest.published.contains(topic)) {
        long leftMs = FIRST_LISTING.minusNanos(nanoTime.getAsLong() - beganNs).toMillis();
        if (leftMs <= 0) {
          throw new TimeoutException("Expected the brokers to list the topics, but they did not");
        }
        wait(leftMs);
      }
      return newest;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
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
      Set<String> asked = Set.copyOf(published);
      Set<String> writes = Set.copyOf(written);
      Set<String> topics = Set.copyOf(brokers.topics());
      Set<String> closed = writes.isEmpty() ? Set.of() : brokers.closed(writes);
      tell(closed);
      Set<String> open = new TreeSet<>(asked);
      open.retainAll(topics);
      open.removeAll(closed);
      Map<String, Integer> largest = open.isEmpty() ? Map.of() : brokers.largestRecords(open);
      set(new Listing(topics, closed, asked, largest, atNs));
    } catch (ExecutionException e) {
      LOG.warn("Expected to list the topics, but {}", String.valueOf(e.getCause()));
    } catch (KafkaException e) {
      LOG.warn("Expected to list the topics, but {}", e.toString());
    }
  }

  private void tell(Set<String> closed) {
    Listing before = newest;
    for (String topic : closed) {
      if (before == null || !before.closed.contains(topic)) {
        LOG.warn("{}; ops that would write to it fail", denied(topic));
      }
    }
  }

  /** That the brokers let nothing be written to a topic, and what to do. */
  static String denied(String topic) {
    return "Expected to write to topic "
        + topic
        + ", but the brokers do not let this engine: it lacks Write on topic "
        + topic
        + " ('bin/madcloud topics acls' lists what is needed)";
  }

  private synchronized void set(Listing listing) {
    newest = listing;
    notifyAll();
  }

  @Override
  public void close() {
    closed.countDown();
    wanted.release();
  }
}
