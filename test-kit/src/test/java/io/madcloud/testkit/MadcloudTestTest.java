package io.madcloud.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.Rejection;
import io.madcloud.op.OpReply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension: what a test begins with, and how it fails when the test itself is wrong. */
final class MadcloudTestTest {

  private static final String WORDS =
      """
      mount: /words
      fields: { text: string, words: list<string>, count: long }
      ops:
        read: { out: [text] }
        split: { in: [text], out: [words], plugin: words }
        count: { in: [words], out: [count], expr: { count: size(words) } }
      """;

  @RegisterExtension static final MadcloudTest madcloud = MadcloudTest.program(WORDS);

  @RegisterExtension
  static final MadcloudTest stubbed =
      MadcloudTest.program(WORDS)
          .plugin("words", call -> OpReply.of(Map.of("words", List.of("stub"))));

  @RepeatedTest(3)
  void every_test_begins_without_processes_and_with_the_program_alone() {
    assertThatThrownBy(() -> madcloud.process("p1").isRunning())
        .hasMessage("Expected a process 'p1', but there is none");
    madcloud
        .declare("{ mount: /words, ops: { shout: { in: [text], call: crier } } }")
        .notify("/words/read", "p1", Map.of("text", "to be"))
        .isRunning();
  }

  @Test
  void plugins_come_from_the_class_path_unless_the_test_has_its_own() {
    madcloud
        .notify("/words/read", "p1", Map.of("text", "to be or not"))
        .isQuiescent()
        .hasField("/words/count", 4);
    stubbed.notify("/words/read", "p1", Map.of("text", "to be or not")).hasField("/words/count", 1);
  }

  @Test
  void processes_of_one_test_stand_side_by_side_and_meet_every_change_of_the_program() {
    madcloud.declare("{ mount: /words, ops: { ask: { in: [count], call: reader } } }");
    RehearsedProcess first = madcloud.notify("/words/read", "p1", Map.of("text", "one"));
    RehearsedProcess second = madcloud.notify("/words/read", "p2", Map.of("text", "two words"));
    madcloud.remove("/words/ask");
    first.reply("/words/ask").isQuiescent();
    second.asked("/words/ask", Map.of("count", 2)).isRunning().cancel().isCancelled();
    madcloud
        .notify("/words/read", "p3", Map.of("text", "x"))
        .hasInvocations("/words/split done", "/words/count done");
  }

  @Test
  void what_waits_for_a_paused_op_catches_up() {
    madcloud.pause("/words/count");
    RehearsedProcess process =
        madcloud
            .notify("/words/read", "p1", Map.of("text", "to be"))
            .hasInvocations("/words/split done")
            .isRunning();
    madcloud.resume("/words");
    process.isQuiescent().hasField("/words/count", 2);
    madcloud.pause("/words/read").isRejected(Rejection.UNKNOWN_OP);
  }

  @Test
  void an_event_that_nobody_expects_to_be_rejected_fails_the_test_where_it_was_brought() {
    Throwable failure = Launch.failures(Unclaimed.class).get("goes_on");
    assertThat(failure)
        .hasMessageStartingWith(
            "Expected the event to be taken, but it was rejected as unknown-op: ");
    assertThat(failure.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("goes_on") && frame.getLineNumber() > 0);
    assertThat(Launch.failures(Unclaimed.class).get("ends"))
        .hasMessageStartingWith(
            "Expected the event to be taken, but it was rejected as undeclared-field: ");
    assertThat(Launch.failures(Unclaimed.class)).containsOnlyKeys("goes_on", "ends");
  }

  /** Not run by itself. */
  static final class Unclaimed {
    @RegisterExtension static final MadcloudTest madcloud = MadcloudTest.program(WORDS);

    @Test
    void goes_on() {
      madcloud.notify("/words/reed", "p1", Map.of()).isRunning();
    }

    @Test
    void ends() {
      madcloud.notify("/words/read", "p1", Map.of("tekst", "x"));
    }

    @Test
    void claims() {
      madcloud.notify("/words/reed", "p1", Map.of("tekst", "x")).isRejected(Rejection.UNKNOWN_OP);
    }
  }

  @Test
  void a_program_with_mistakes_fails_the_test_with_all_of_them() {
    assertThat(Launch.failures(Mistaken.class).get("starts"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            Expected a valid program, but there are 3 mistakes:
              program 1:3: /a/sum.in[1]: Expected a field of this or an enclosing folder, but found 'y'
              program 1:4: folder: Expected one of mount, fields, ops, folders, templates, template, \
            at, supervise, doc, servers, but found 'folder'; did you mean 'folders'?
              program 2:1: /z: Expected one of boolean, long, double, string, bytes, timestamp, \
            list<T>, map<T>, any, but found the type 'strin'; did you mean 'string'?\
            """);
  }

  /** Not run by itself. */
  static final class Mistaken {
    @RegisterExtension
    static final MadcloudTest madcloud =
        MadcloudTest.program(
            """
            mount: /a
            fields: { x: long }
            ops: { sum: { in: [x, y], out: [x] , call: adder } }
            folder: {}
            """,
            "{ fields: { z: strin } }");

    @Test
    void starts() {
      madcloud.notify("/a/sum", "p1", Map.of());
    }
  }

  @Test
  void a_program_that_is_not_there_is_looked_for_as_a_file_and_on_the_class_path() {
    assertThat(Launch.failures(Missing.class).get("starts"))
        .hasMessageContainingAll(
            "Expected a program at 'qotes.yaml', but there is neither a file ",
            "/test-kit/qotes.yaml nor a resource of that name on the class path");
  }

  /** Not run by itself. */
  static final class Missing {
    @RegisterExtension static final MadcloudTest madcloud = MadcloudTest.program("qotes.yaml");

    @Test
    void starts() {}
  }

  @Test
  void a_declaration_with_mistakes_is_rejected_with_all_of_them() {
    assertThatThrownBy(
            () -> madcloud.declare("{ fields: { x: strin, y: logn } }").process("p1").isRunning())
        .hasMessageContainingAll(
            "rejected as invalid-program; there are 2 mistakes:", "\n  program:1: /x", "/y");
    madcloud.declare("{ fields: { x: strin } }").isRejected(Rejection.INVALID_PROGRAM);
  }

  @Test
  void one_that_is_not_registered_or_used_by_two_tests_at_once_says_so() {
    MadcloudTest own = MadcloudTest.program(WORDS);
    assertThatThrownBy(() -> own.process("p1"))
        .hasMessage(
            "Expected a test under way, but there is none; register the MadcloudTest with"
                + " @RegisterExtension");
    own.beforeEach(null);
    assertThatThrownBy(() -> own.beforeEach(null)).hasMessageContaining("instance field");
  }
}
