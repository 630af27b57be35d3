package io.madcloud.server;

import io.madcloud.serdes.RegistryException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one call from its record to its reply, and comes back when the broker has that. Thread-safe.
 */
final class CallRunner {

  private static final Logger LOG = LoggerFactory.getLogger(CallRunner.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String server;
  private final Answering answering;
  private final Producer<byte[], byte[]> producer;
  private final MeterRegistry meters;

  CallRunner(
      String server, Answering answering, Producer<byte[], byte[]> producer, MeterRegistry meters) {
    this.server = server;
    this.answering = answering;
    this.producer = producer;
    this.meters = meters;
  }

  /** What becomes of a call's record. */
  enum Verdict {
    /** The broker has the reply. */
    ANSWERED,
    /** It is no call, and never will be one. */
    UNREADABLE,
    /** Nobody has the reply, and the server stops. */
    UNANSWERED
  }

  /**
   * Runs the call in a record. While the registry or the broker does not answer it is tried again,
   * until this thread is interrupted: a call that is let go is delivered a few times only.
   */
  Verdict run(String topic, byte[] bytes) {
    Verdict verdict = runOnce(topic, bytes);
    while (verdict == Verdict.UNANSWERED && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      verdict = runOnce(topic, bytes);
    }
    return verdict;
  }

  private Verdict runOnce(String topic, byte[] bytes) {
    long startNs = System.nanoTime();
    try {
      Answering.Answered answered = answering.answer(topic, bytes);
      Verdict verdict = write(answered);
      String outcome =
          verdict == Verdict.UNANSWERED ? "unanswered" : answered.failed() ? "failed" : "done";
      meters
          .timer(
              "madcloud.server.calls",
              "server",
              server,
              "op",
              answered.call().getOp(),
              "outcome",
              outcome)
          .record(System.nanoTime() - startNs, TimeUnit.NANOSECONDS);
      return verdict;
    } catch (SerializationException e) {
      LOG.error("Expected a call on {}, but it is put aside: {}", topic, e.getMessage());
      meters.counter("madcloud.server.unreadable", "server", server).increment();
      return Verdict.UNREADABLE;
    } catch (RegistryException e) {
      LOG.warn("A call on {} is tried again: {}", topic, e.getMessage());
      return Verdict.UNANSWERED;
    }
  }

  private Verdict write(Answering.Answered answered) {
    try {
      deliver(answered);
      return Verdict.ANSWERED;
    } catch (ExecutionException e) {
      return unanswered(answered, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unanswered(answered, e);
    }
  }

  /** Writes the reply or, where it is too large for that, one that says so. */
  private void deliver(Answering.Answered answered)
      throws ExecutionException, InterruptedException {
    try {
      send(answered.reply());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RecordTooLargeException)) {
        throw e;
      }
      String error = "A reply cannot be written: " + e.getCause().getMessage();
      send(answering.unwritable(answered.call(), error));
    }
  }

  private void send(ProducerRecord<byte[], byte[]> reply)
      throws ExecutionException, InterruptedException {
    producer.send(reply).get();
  }

  private static Verdict unanswered(Answering.Answered answered, Throwable cause) {
    LOG.warn(
        "Expected to write the reply to invocation {} of process {}, but: {}",
        answered.call().getInvocation(),
        answered.call().getProcess(),
        cause.toString());
    return Verdict.UNANSWERED;
  }
}
