package io.madcloud.topology.program;

import static io.madcloud.topology.program.Declarations.changes;
import static io.madcloud.topology.program.Declarations.compiler;
import static io.madcloud.topology.program.Declarations.named;
import static io.madcloud.topology.program.Declarations.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.program.Program;
import io.madcloud.serdes.RegistryException;
import io.madcloud.wire.ProgramChange;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgramLogTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration NOW = Duration.ofMillis(1);

  private final LogConsumer consumer = new LogConsumer();
  private ProgramLog log;

  @AfterEach
  void close() {
    if (log != null) {
      log.close();
      assertThat(consumer.closed()).isTrue();
    }
  }

  @Test
  void all_that_was_there_at_the_start_is_folded_when_it_is_caught_up() throws Exception {
    List<ProgramChange> there = new ArrayList<>(changes("d1", named("a")));
    there.addAll(changes("d2", named("b")));
    start(consumer.withPartitions(1).holding(there));
    Program program = log.awaitCaughtUp(SOON);
    assertThat(program.ops()).containsOnlyKeys("/a", "/b");
    assertThat(program.revision()).isEqualTo(5);
    assertThat(log.current()).isSameAs(program);
    assertThat(log.failure()).isEmpty();
  }

  @Test
  void an_empty_log_is_caught_up() throws Exception {
    start(consumer.withPartitions(1));
    assertThat(log.awaitCaughtUp(SOON)).isSameAs(Program.EMPTY);
  }

  @Test
  void a_later_declaration_is_told_to_listeners_and_to_those_who_wait() throws Exception {
    start(consumer.withPartitions(1));
    BlockingQueue<Long> told = new LinkedBlockingQueue<>();
    BlockingQueue<String> threads = new LinkedBlockingQueue<>();
    log.onRevision(
        program -> {
          throw new IllegalStateException("a listener's own trouble");
        });
    log.onRevision(
        program -> {
          told.add(program.revision());
          threads.add(Thread.currentThread().getName());
        });
    consumer.append(changes("d1", named("a")));
    assertThat(log.awaitRevision(2, SOON).ops()).containsOnlyKeys("/a");
    assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(threads.poll(30, TimeUnit.SECONDS)).isEqualTo("madcloud-program-log");
    assertThat(log.rejection(2)).isEmpty();
  }

  @Test
  void a_rejected_declaration_is_found_by_its_revision() throws Exception {
    start(consumer.withPartitions(1).holding(changes("d1", nothing(), "/gone")));
    assertThat(log.awaitRevision(1, SOON).revision()).isEqualTo(0);
    assertThat(log.rejection(1)).map(RejectedDeclaration::id).hasValue("d1");
    assertThat(log.rejected()).hasSize(1);
  }

  @Test
  void who_waits_in_vain_hears_how_far_it_is() throws Exception {
    start(consumer.withPartitions(1).holding(changes("d1", named("a"))));
    log.awaitCaughtUp(SOON);
    assertThatThrownBy(() -> log.awaitRevision(3, NOW))
        .isInstanceOf(ProgramLogException.class)
        .hasMessage(
            "Expected to have read topic programs, offset 3 of it, within 1 ms, but it is read up"
                + " to offset 3");
  }

  @Test
  void an_absent_topic_is_named_and_waited_for() throws Exception {
    start(consumer);
    assertThatThrownBy(() -> log.awaitCaughtUp(Duration.ofMillis(200)))
        .isInstanceOf(ProgramLogException.class)
        .hasMessage(
            "Expected to have read topic programs, all of it, within 200 ms, but there is no topic"
                + " programs");
    consumer.holding(changes("d1", named("a"))).withPartitions(1);
    assertThat(log.awaitCaughtUp(SOON).ops()).containsOnlyKeys("/a");
  }

  @Test
  void a_broker_that_does_not_answer_is_named_and_waited_for() throws Exception {
    consumer.away = true;
    start(consumer.withPartitions(1).holding(changes("d1", named("a"))));
    assertThatThrownBy(() -> log.awaitCaughtUp(Duration.ofMillis(200)))
        .hasMessageEndingWith("but no broker answers: nobody at localhost:1");
    consumer.away = false;
    assertThat(log.awaitCaughtUp(SOON).ops()).containsOnlyKeys("/a");
  }

  @Test
  void a_topic_of_several_partitions_is_no_log() {
    start(consumer.withPartitions(2));
    assertThatThrownBy(() -> log.awaitCaughtUp(SOON))
        .isInstanceOf(ProgramLogException.class)
        .hasMessage(
            "Expected one partition of topic programs, for the order of all declarations, but it"
                + " has 2");
  }

  @Test
  void a_log_that_lost_its_beginning_is_no_log() {
    start(consumer.withPartitions(1).beginningAt(7));
    assertThatThrownBy(() -> log.awaitCaughtUp(SOON))
        .hasMessageStartingWith("Expected topic programs from offset 0, but it begins at 7");
  }

  @Test
  void records_that_are_none_are_skipped_and_counted() throws Exception {
    consumer.withPartitions(1);
    consumer.append(new byte[] {1, 2, 3});
    consumer.append((byte[]) null);
    consumer.append(new byte[] {0, 0, 0, 0, 99, 1});
    consumer.append(changes("d1", named("a")));
    start(consumer);
    assertThat(log.awaitRevision(5, SOON).ops()).containsOnlyKeys("/a");
    assertThat(log.skipped()).isEqualTo(3);
    assertThat(log.failure()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_registry_that_is_away_is_asked_again_and_nothing_is_skipped(boolean ours)
      throws Exception {
    RuntimeException away =
        ours
            ? new RegistryException("nobody there")
            : new SerializationException("no schema", new ConnectException("refused"));
    log = start(attempt -> attempt <= 3 ? away : null);
    assertThat(log.awaitRevision(2, SOON).ops()).containsOnlyKeys("/a");
    assertThat(log.skipped()).isEqualTo(0);
  }

  @Test
  void a_registry_that_stays_away_is_what_is_missing_and_holds_up_no_closing() {
    log = start(attempt -> new RegistryException("nobody there"));
    assertThatThrownBy(() -> log.awaitRevision(2, Duration.ofSeconds(1)))
        .hasMessageEndingWith(
            "but the schema of the record at offset 0 cannot be had: nobody there");
  }

  @Test
  void an_unexpected_exception_is_kept_and_thrown_to_all_who_ask() throws Exception {
    consumer.withPartitions(1).setPollException(new KafkaException("a defect"));
    start(consumer);
    assertThatThrownBy(() -> log.awaitRevision(0, SOON))
        .isInstanceOf(ProgramLogException.class)
        .hasMessage(
            "Expected to read topic programs for ever, but reading has ended:"
                + " org.apache.kafka.common.KafkaException: a defect")
        .hasCauseInstanceOf(KafkaException.class);
    assertThatThrownBy(log::current).isInstanceOf(ProgramLogException.class);
    assertThat(log.failure()).hasValueSatisfying(why -> assertThat(why).hasMessage("a defect"));
  }

  @Test
  void closing_keeps_the_last_snapshot_and_ends_all_waiting() throws Exception {
    start(consumer.withPartitions(1).holding(changes("d1", named("a"))));
    log.awaitCaughtUp(SOON);
    BlockingQueue<Throwable> ended = new LinkedBlockingQueue<>();
    CountDownLatch waits = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              waits.countDown();
              try {
                log.awaitRevision(99, SOON);
              } catch (ProgramLogException | InterruptedException e) {
                ended.add(e);
              }
            });
    waiting.start();
    waits.await();
    log.close();
    assertThat(ended.poll(30, TimeUnit.SECONDS)).hasMessageEndingWith("but it is closed");
    assertThat(log.current().ops()).containsOnlyKeys("/a");
    assertThat(log.failure()).isEmpty();
    waiting.join();
  }

  @Test
  void others_hear_how_far_it_is_once_turns_are_taken_with_it() throws Exception {
    start(consumer.withPartitions(1).holding(changes("d1", named("a"))));
    awaitCommit(3);
    assertThat(log.current().ops()).containsOnlyKeys("/a");
    consumer.refusesCommits = true;
    consumer.append(changes("d2", named("b")));
    awaitCommit(6);
    assertThat(consumer.refusesCommits).isFalse();
  }

  /** Records come one by one, and each may be committed. */
  private void awaitCommit(long position) throws InterruptedException {
    long last = -1;
    while (last < position) {
      Long next = consumer.commits.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("a commit after " + last).isNotNull().isGreaterThan(last);
      last = next;
    }
    assertThat(last).isEqualTo(position);
  }

  private void start(LogConsumer from) {
    log =
        ProgramLog.start(
            from,
            LogConsumer.serde().deserializer(),
            LogConsumer.TOPIC,
            new ProgramFold(compiler()),
            true);
  }

  /** Reads a log with one declaration, where each attempt to read bytes may fail. */
  private ProgramLog start(IntFunction<RuntimeException> failures) {
    AtomicInteger attempts = new AtomicInteger();
    Deserializer<ProgramChange> real = LogConsumer.serde().deserializer();
    Deserializer<ProgramChange> values =
        (topic, bytes) -> {
          RuntimeException failure = failures.apply(attempts.incrementAndGet());
          if (failure != null) {
            throw failure;
          }
          return real.deserialize(topic, bytes);
        };
    consumer.withPartitions(1).holding(changes("d1", named("a")));
    return ProgramLog.start(consumer, values, LogConsumer.TOPIC, new ProgramFold(compiler()), true);
  }
}
