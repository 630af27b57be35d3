package io.madcloud.topology.program;

import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.wire.ProgramChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The program, as the program log has it so far. A thread of its own, {@value #THREAD}, reads the
 * log from the beginning and for ever; whoever asks gets a snapshot at once. Thread-safe.
 *
 * <p>Records that are none of the log are skipped, with a warning and a count. While the topic is
 * not there, no broker answers, or the registry is away, reading is tried again with growing
 * pauses. What cannot get better by waiting ends it: {@link #failure}.
 */
public final class ProgramLog implements AutoCloseable, Programs {

  /** The name of the thread that reads. */
  public static final String THREAD = "madcloud-program-log";

  /** How long a turn waits for a revision that another engine has read already. */
  private static final Duration CATCH_UP = Duration.ofSeconds(30);

  /** How long the reader has to end by itself; an interrupt would spoil its goodbye to Kafka. */
  private static final long GRACE_MS = 2_000;

  private static final long JOIN_MS = 10_000;

  private final ProgramProgress progress;
  private final ProgramReader reader;
  private final Thread thread;

  private ProgramLog(ProgramProgress progress, ProgramReader reader) {
    this.progress = progress;
    this.reader = reader;
    this.thread = new Thread(reader, THREAD);
    thread.setDaemon(true);
  }

  /**
   * Begins to read. Does not wait for brokers or the registry.
   *
   * @param config of Kafka's clients, together with the registry's keys
   * @param topic the program log
   * @param compiler a lenient one
   * @throws org.apache.kafka.common.KafkaException if the configuration is incomplete or wrong
   */
  public static ProgramLog start(
      Map<String, Object> config, String topic, ProgramCompiler compiler) {
    return start(config, topic, compiler, Optional.empty());
  }

  /**
   * The same, and tells others how far it is.
   *
   * @param reportGroup a consumer group that nobody else uses: its committed offset is the one
   *     before which everything is folded
   */
  public static ProgramLog start(
      Map<String, Object> config,
      String topic,
      ProgramCompiler compiler,
      Optional<String> reportGroup) {
    Deserializer<ProgramChange> values =
        RecordSerdes.of(config).of(ProgramChange.class).deserializer();
    return start(
        ProgramClients.consumer(config, reportGroup),
        values,
        topic,
        new ProgramFold(compiler),
        reportGroup.isPresent());
  }

  static ProgramLog start(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Deserializer<ProgramChange> values,
      String topic,
      ProgramFold fold,
      boolean reports) {
    ProgramProgress progress = new ProgramProgress(topic);
    ProgramReader reader =
        new ProgramReader(consumer, new ProgramDecoder(values), topic, fold, progress, reports);
    ProgramLog log = new ProgramLog(progress, reader);
    log.thread.start();
    return log;
  }

  /**
   * The newest snapshot.
   *
   * @throws ProgramLogException if reading has failed
   */
  @Override
  public Program current() {
    progress.requireNoFailure();
    return progress.program();
  }

  @Override
  public Program atLeast(long revision) {
    Program known = current();
    if (known.revision() >= revision) {
      return known;
    }
    try {
      return awaitRevision(revision, CATCH_UP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProgramLogException(
          "Expected revision " + revision + " of the program, but was interrupted", e);
    }
  }

  /** Why reading has ended, if it has and was not closed. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(progress.failure());
  }

  /** The declarations that were rejected last, oldest first. */
  public List<RejectedDeclaration> rejected() {
    return progress.rejected();
  }

  /** How many records were skipped because they are none of the log. */
  public long skipped() {
    return progress.skipped();
  }

  /**
   * Has each new snapshot told to {@code listener}, on the reading thread; when several
   * declarations come at once, just the last. Who needs the present one reads it afterwards.
   */
  public void onRevision(Consumer<Program> listener) {
    progress.listen(listener);
  }

  /**
   * Waits until all that was in the log when reading began is folded.
   *
   * @throws ProgramLogException if that is not so after {@code timeout}, with what is missing, or
   *     reading has failed
   */
  public Program awaitCaughtUp(Duration timeout) throws InterruptedException {
    return progress.awaitCaughtUp(timeout);
  }

  /**
   * Waits until the log is folded up to a revision. That says nothing about the declaration that
   * was closed there: it holds, or it is among the {@linkplain #rejection rejected} ones.
   *
   * @param revision offset of a closing marker
   * @return the newest snapshot
   * @throws ProgramLogException if that is not so after {@code timeout}, with what is missing, or
   *     reading has failed
   */
  public Program awaitRevision(long revision, Duration timeout) throws InterruptedException {
    return progress.awaitFolded(revision, timeout);
  }

  /** Why the declaration that was closed at {@code revision} was rejected, if it was, of late. */
  public Optional<RejectedDeclaration> rejection(long revision) {
    return rejected().stream().filter(it -> it.offset() == revision).findFirst();
  }

  /** Ends the reading; the last snapshot stays. */
  @Override
  public void close() {
    reader.stop();
    if (Thread.currentThread() != thread) {
      try {
        thread.join(GRACE_MS);
        thread.interrupt();
        thread.join(JOIN_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    progress.close();
  }
}
