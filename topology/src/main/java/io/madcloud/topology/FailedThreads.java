package io.madcloud.topology;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows when a stream thread has ended by an error, and tells people. Nothing of an
 * interrupted transaction counts, so another thread takes the same inputs again. Thread-safe.
 */
final class FailedThreads implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(FailedThreads.class);

  /** Between the end of a thread that could not reach something and the begin of the next. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final ThreadFailures failures;
  private final EngineAccess access;
  private final String stateDirectory;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private volatile Throwable last;
  private volatile boolean storesDamaged;

  FailedThreads(MadcloudConfig config, EngineAccess access) {
    this.failures = config.threadFailures();
    this.access = access;
    this.stateDirectory =
        config
            .streamsProperties()
            .getProperty(StreamsConfig.STATE_DIR_CONFIG, "the directory of Kafka Streams");
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable error) {
    last = error;
    StoreFailure ofStores = StoreFailure.of(error);
    if (ofStores != null) {
      storesDamaged |= ofStores == StoreFailure.DAMAGED;
      LOG.error("{}", ofStores.advice(stateDirectory), error);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    if (ThreadFailures.isHopeless(error)) {
      LOG.error("A stream thread ended, as would any other: the engine stops", error);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    if (ThreadFailures.isWaitedOut(error)) {
      LOG.warn("A stream thread waits for brokers or the registry: {}", error.toString(), error);
      pause();
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    Optional<String> denial = access.explain(error);
    String why = denial.orElseGet(error::toString);
    if (failures.forgive()) {
      LOG.error("A stream thread ended; another takes over: {}", why, error);
      if (denial.isPresent()) {
        pause();
      }
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("A stream thread ended, one too many: the engine stops: {}", why, error);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** In the thread that ended: what does not answer is not asked in a loop. */
  private void pause() {
    try {
      boolean unused = stopped.await(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has no thread wait any more. */
  void stop() {
    stopped.countDown();
  }

  /** What ended a thread last; empty when none has ended. */
  Optional<Throwable> last() {
    return Optional.ofNullable(last);
  }

  /** Removes the stores of an engine that has stopped if one was found to be damaged. */
  void removeDamaged(KafkaStreams streams) {
    if (!storesDamaged) {
      return;
    }
    try {
      // What is damaged would be found again at the next start, and so for ever.
      streams.cleanUp();
    } catch (IllegalStateException | StreamsException e) {
      LOG.error("Expected to remove the stores in {}, but not all are; do it", stateDirectory, e);
    }
  }
}
