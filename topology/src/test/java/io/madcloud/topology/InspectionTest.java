package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.serdes.StandIns;
import io.madcloud.wire.Answer;
import io.madcloud.wire.Cancel;
import io.madcloud.wire.Control;
import io.madcloud.wire.Explain;
import io.madcloud.wire.ExplainedOp;
import io.madcloud.wire.ExplainedSource;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Inspect;
import io.madcloud.wire.InspectedFieldset;
import io.madcloud.wire.InspectedInvocation;
import io.madcloud.wire.InspectedProcess;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.Obstacle;
import io.madcloud.wire.ObstacleKind;
import io.madcloud.wire.ProcessStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever asks about a process gets one answer, and nothing else happens. */
final class InspectionTest {

  private static final String SHOP =
      """
      fields:
        order: string
        price: long
        note: { type: string, sensitive: true }
        late: boolean
        alternative: long
      ops:
        begin: { out: [order, note] }
        ask: { in: [order], out: [price], call: pricing, supervise: { attempts: 3, backoff: 1s } }
        wait: { in: [order], mask: [price], out: [late], after: 5s, expr: { late: "true" } }
        double: { in: [price], out: [alternative], expr: { alternative: "price * 2" } }
      """;

  private TestEngine engine = TestEngine.running(SHOP);

  @AfterEach
  void close() {
    engine.close();
  }

  private Answer ask(String process, Incarnation meant) {
    List<Answer> before = engine.values(TestEngine.TOPICS.answers(), Answer.class);
    engine.control(new Control(process, meant, new Inspect("q" + before.size()), null));
    List<Answer> answers = engine.values(TestEngine.TOPICS.answers(), Answer.class);
    assertThat(answers).hasSize(before.size() + 1);
    Answer answer = answers.get(before.size());
    assertThat(answer.getProcess()).isEqualTo(process);
    assertThat(answer.getQuestion()).isEqualTo("q" + before.size());
    assertThat(answer.getPartition()).isZero();
    return answer;
  }

  private InspectedProcess inspect(String process) {
    return ask(process, null).getFound();
  }

  private int number(String op) {
    return engine.programs.current().op(op).number();
  }

  @Test
  void a_running_process_is_told_with_what_it_awaits() {
    engine.notify("p1", "/begin", Map.of("order", "tea", "note", "secret"));
    InspectedProcess found = inspect("p1");

    assertThat(found.getStatus()).isEqualTo(ProcessStatus.RUNNING);
    assertThat(found.getOp()).isEqualTo("/begin");
    assertThat(found.getIncarnation()).isEqualTo(engine.call("pricing").getIncarnation());
    assertThat(found.getRevision()).isZero();
    assertThat(found.getTurn()).isEqualTo(1);
    assertThat(found.getSensitive()).containsExactly("/note");
    assertThat(found.getPending()).isEqualTo(2);
    assertThat(found.getTruncated()).isFalse();
    assertThat(found.getFieldsets())
        .containsExactly(
            new InspectedFieldset(
                "0",
                null,
                false,
                Map.of("/order", "tea", "/note", StandIns.hidden()),
                List.of(),
                List.of(1, 2)));
    long dueMs = engine.nowMs() + 5_000;
    assertThat(found.getInvocations())
        .containsExactly(
            new InspectedInvocation(
                1,
                "/ask",
                number("/ask"),
                "pricing",
                InvocationStatus.PENDING,
                "0",
                0,
                0,
                engine.nowMs() + 60_000,
                null,
                false,
                null),
            new InspectedInvocation(
                2,
                "/wait",
                number("/wait"),
                null,
                InvocationStatus.PENDING,
                "0",
                0,
                0,
                dueMs,
                null,
                false,
                null));
  }

  @Test
  void why_an_op_cannot_happen_is_told_by_who_has_the_process() {
    engine.notify("p1", "/begin", Map.of("order", "tea"));
    engine.programs.pause("/double");
    engine.control(new Control("p1", null, new Explain("why", "/double"), null));
    engine.control(new Control("p1", null, new Explain("what", "/begin"), null));
    engine.control(new Control("p2", null, new Explain("who", "/double"), null));
    List<Answer> answers = engine.values(TestEngine.TOPICS.answers(), Answer.class);
    ExplainedOp why = answers.get(0).getExplained();
    assertThat(why.getPaused()).isTrue();
    assertThat(why.getTurn()).isEqualTo(1);
    Obstacle missing = why.getFieldsets().get(0).getObstacles().get(0);
    assertThat(missing.getKind()).isEqualTo(ObstacleKind.MISSING);
    assertThat(missing.getField()).isEqualTo("/price");
    assertThat(missing.getSources())
        .containsExactly(new ExplainedSource("/ask", false, ObstacleKind.AWAITED, null, 1));
    assertThat(answers.get(1).getExplained().getKnown()).isFalse();
    assertThat(answers.get(2).getExplained()).isNull();
    assertThat(engine.journal()).hasSize(1);

    engine.fail(engine.call("pricing"), "no tea", true);
    engine.control(new Control("p1", null, new Explain("again", "/ask"), null));
    answers = engine.values(TestEngine.TOPICS.answers(), Answer.class);
    assertThat(answers.get(3).getExplained().getFieldsets().get(0).getObstacles())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getKind()).isEqualTo(ObstacleKind.AWAITED);
              assertThat(it.getServer()).isEqualTo("pricing");
              assertThat(it.getFailedRuns()).isEqualTo(1);
              assertThat(it.getAttempts()).isEqualTo(3);
              assertThat(it.getBetween()).isTrue();
              assertThat(it.getError()).isEqualTo("no tea");
            });
  }

  @Test
  void of_many_ops_that_could_produce_an_input_the_rest_is_counted() {
    StringBuilder folders = new StringBuilder();
    for (int n = 10; n < 35; n++) {
      folders.append("  f%d: { ops: { make: { in: [b], out: [c], call: maker } } }\n".formatted(n));
    }
    engine.close();
    engine =
        TestEngine.running(
            """
            fields: { a: long, b: long, c: long, d: long }
            ops: { begin: { out: [a] }, use: { in: [a, c], out: [d], call: user } }
            folders:
            """
                + folders);
    engine.notify("p1", "/begin", Map.of("a", 1L));
    engine.control(new Control("p1", null, new Explain("why", "/use"), null));
    ExplainedOp why =
        engine.values(TestEngine.TOPICS.answers(), Answer.class).get(0).getExplained();
    Obstacle missing = why.getFieldsets().get(0).getObstacles().get(0);
    assertThat(missing.getSources()).hasSize(20);
    assertThat(missing.getSources().get(0))
        .isEqualTo(new ExplainedSource("/f10/make", false, ObstacleKind.MISSING, "/b", null));
    assertThat(missing.getSourcesLeft()).isEqualTo(5);
  }

  @Test
  void failed_runs_and_what_became_of_invocations_are_told() {
    engine.notify("p1", "/begin", Map.of("order", "tea"));
    engine.fail(engine.call("pricing"), "no tea", true);
    InspectedInvocation failedOnce = inspect("p1").getInvocations().get(0);
    assertThat(failedOnce.getFailedRuns()).isEqualTo(1);
    assertThat(failedOnce.getError()).isEqualTo("no tea");
    assertThat(failedOnce.getStatus()).isEqualTo(InvocationStatus.PENDING);

    engine.advance(Duration.ofSeconds(1));
    engine.answer(engine.call("pricing"), Map.of("price", 3L), Map.of("price", 4L));
    InspectedProcess found = inspect("p1");
    assertThat(found.getStatus()).isEqualTo(ProcessStatus.QUIESCENT);
    assertThat(found.getRevision()).isEqualTo(1);
    assertThat(found.getFieldsets()).extracting(InspectedFieldset::getId).hasSize(3).contains("0");
    assertThat(found.getFieldsets().get(0).getClosed()).isTrue();
    assertThat(found.getFieldsets().get(2).getParent()).isEqualTo("0");
    assertThat(found.getFieldsets().get(2).getFields()).containsEntry("/alternative", 8L);
    assertThat(found.getInvocations().get(0).getMessages()).isEqualTo(2);
    assertThat(found.getDone()).isEqualTo(3);
    assertThat(found.getPending()).isEqualTo(1);
  }

  @Test
  void asking_is_no_turn() {
    engine.notify("p1", "/begin", Map.of("order", "tea"));
    int written = engine.records("madcloud-processes-changelog").size();
    inspect("p1");
    inspect("p1");
    assertThat(engine.records("madcloud-processes-changelog")).hasSize(written);
    assertThat(engine.journal("p1")).hasSize(1);
    assertThat(inspect("p1").getTurn()).isEqualTo(1);
    assertThat(engine.deadLetters()).isEmpty();
  }

  @Test
  void a_process_that_never_was_is_told_from_one_that_is() {
    engine.notify("p1", "/begin", Map.of("order", "tea"));
    Answer answer = ask("p2", null);
    assertThat(answer.getFound()).isNull();
    assertThat(answer.getRetentionMs()).isEqualTo(Duration.ofDays(1).toMillis());
  }

  @Test
  void another_incarnation_is_none() {
    engine.notify("p1", "/begin", Map.of("order", "tea"));
    Incarnation own = inspect("p1").getIncarnation();
    assertThat(ask("p1", own).getFound()).isNotNull();
    assertThat(ask("p1", new Incarnation(own.getTopic(), 0, 99L)).getFound()).isNull();
  }

  @Test
  void a_stopped_process_is_told_until_its_retention_is_over() {
    engine.notify("p1", "/begin", Map.of("order", "tea"));
    engine.control(new Control("p1", null, new Cancel(null), null));
    InspectedProcess found = inspect("p1");
    assertThat(found.getStatus()).isEqualTo(ProcessStatus.CANCELLED);
    assertThat(found.getDropped()).isEqualTo(2);
    assertThat(found.getFieldsets().get(0).getAwaited()).isEmpty();
    engine.advance(Duration.ofDays(1).plusSeconds(1));
    assertThat(inspect("p1")).isNull();
  }

  @Test
  void a_stale_field_is_told_without_a_value() {
    engine.close();
    engine =
        TestEngine.running(
            """
            fields: { a: { type: long, merge: latest }, b: long, c: long }
            ops:
              begin: { out: [a] }
              first: { in: [a], out: [b], call: one }
              again: { in: [a], out: [a], call: two }
              third: { in: [b], out: [c], call: three }
            """);
    engine.notify("p1", "/begin", Map.of("a", 1L));
    engine.answer(engine.call("one"), Map.of("b", 5L));
    engine.answer(engine.call("two"), Map.of("a", 2L));
    InspectedFieldset fieldset = inspect("p1").getFieldsets().get(0);
    assertThat(fieldset.getFields()).isEqualTo(Map.of("/a", 2L));
    assertThat(fieldset.getStale()).containsExactly("/b");
  }

  @Test
  void a_question_without_a_name_is_put_aside() {
    engine.notify("p1", "/begin", Map.of("order", "tea"));
    engine.control(new Control("p1", null, new Inspect(""), null));
    engine.control(new Control("p1", null, new Inspect("q".repeat(201)), null));
    assertThat(engine.deadLetters())
        .hasSize(2)
        .allSatisfy(
            letter ->
                assertThat(TestEngine.header(letter, Refusals.DETAIL))
                    .startsWith("Expected a question of 1 to 200 bytes"));
    assertThat(engine.values(TestEngine.TOPICS.answers(), Answer.class)).isEmpty();
  }

  @Test
  void an_answer_beyond_the_size_of_a_record_leaves_out_what_is_wanted_least() {
    engine.close();
    engine =
        TestEngine.of(
                """
                fields: { items: list<long>, item: long, empty: list<string>, answer: string }
                ops:
                  begin: { out: [items, empty] }
                  split: { in: [items], out: [item], each: "items", expr: { item: "it" } }
                  ask: { in: [item], out: [answer], call: somebody }
                """)
            .with(MadcloudConfig.LIMIT_BYTES, 1L << 20)
            .start();
    List<Long> items = LongStream.range(0, 100).boxed().toList();
    List<String> empty = Collections.nCopies(10_000, "");
    engine.notify("p1", "/begin", Map.of("items", items, "empty", empty));

    InspectedProcess found = inspect("p1");
    assertThat(found.getTruncated()).isTrue();
    assertThat(found.getFieldsets().size()).isBetween(10, 99);
    assertThat(found.getInvocations())
        .hasSizeGreaterThanOrEqualTo(100)
        .filteredOn(row -> row.getStatus() == InvocationStatus.PENDING)
        .hasSize(100);
    assertThat(found.getPending()).isEqualTo(100);
    assertThat(engine.records(TestEngine.TOPICS.answers()).get(0).value().length)
        .isLessThan(MadcloudConfig.MAX_RECORD_BYTES);
  }
}
