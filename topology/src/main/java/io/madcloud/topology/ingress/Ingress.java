package io.madcloud.topology.ingress;

import io.madcloud.wire.Notification;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Makes notifications of the records of those topics that the notification ops of the program, as
 * it is now, name. A thread of its own reads and writes in transactions, so that each record
 * becomes one notification of each op that takes it, whoever is killed when. Several engines share
 * the work as a consumer group. Thread-safe.
 *
 * <p>What is no fault of a record, such as a broker or a registry that does not answer, is waited
 * for. It has no clients at all as long as there is nothing to read.
 */
public final class Ingress implements AutoCloseable {

  /** The name of the thread that reads. */
  public static final String THREAD = "madcloud-ingress";

  private static final long IDLE_MS = 250;
  private static final long GRACE_MS = 5_000;
  private static final long JOIN_MS = 15_000;

  private final IngressSetup setup;
  private final EventTopics topics;
  private final Translation translation;
  private final IngressMetrics metrics;
  private final Trouble trouble;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, THREAD);

  private volatile Ingestion ingestion;

  /** An ingress that does nothing yet. */
  public Ingress(IngressSetup setup) {
    this.setup = setup;
    this.topics = new EventTopics(setup.programs(), setup.exists(), setup.ours());
    this.translation =
        new Translation(
            new EventReader(setup.serdes().ofOthers(), setup.jsonTopics()),
            setup.serdes().of(Notification.class).serializer(),
            setup.notifications(),
            setup.deadLetters(),
            setup.maxIdBytes(),
            setup.maxRecordBytes());
    this.metrics = new IngressMetrics(setup.meters());
    this.trouble = new Trouble(setup.meters(), setup.explain());
  }

  /** Begins to work; waits for nobody. To be called once. */
  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      long pauseMs = 0;
      while (!stopped.await(pauseMs, TimeUnit.MILLISECONDS)) {
        pauseMs = step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Error e) {
      trouble.forGood(e);
      throw e;
    } finally {
      end();
    }
  }

  /** Answers how many milliseconds to wait before the next one. */
  private long step() {
    try {
      Set<String> wanted = topics.readable();
      metrics.unreadable(topics.unreadable());
      if (wanted.isEmpty()) {
        end();
        trouble.over();
        return IDLE_MS;
      }
      if (ingestion == null) {
        ingestion = new Ingestion(setup, translation, metrics, trouble);
        ingestion.begin();
      }
      ingestion.subscribe(wanted);
      ingestion.turn(topics::ops);
      return 0;
    } catch (RuntimeException e) {
      // It may only have been woken up to stop.
      long pauseMs = isStopped() || isAboutSomeTopics(e) ? 0 : trouble.because(e);
      end();
      return pauseMs;
    }
  }

  private boolean isAboutSomeTopics(RuntimeException e) {
    return e instanceof TopicAuthorizationException denied
        && topics.deny(denied.unauthorizedTopics());
  }

  private void end() {
    Ingestion ended = ingestion;
    ingestion = null;
    if (ended != null) {
      // Whoever stopped us may have interrupted us; what is open is closed properly all the same.
      boolean interrupted = Thread.interrupted();
      ended.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Has it commit what is done, leave the group and stop; does not wait. */
  public void stop() {
    stopped.countDown();
    Ingestion open = ingestion;
    if (open != null) {
      open.wakeUp();
    }
  }

  /** Stops it and waits until that is so. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(GRACE_MS);
      thread.interrupt();
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
