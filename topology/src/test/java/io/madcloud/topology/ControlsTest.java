package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.wire.Call;
import io.madcloud.wire.Cancel;
import io.madcloud.wire.Control;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Redrive;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ControlsTest {

  private final TestEngine engine =
      TestEngine.running(
          """
          fields: { a: long, b: long }
          ops:
            begin: { out: [a] }
            ask: { in: [a], out: [b], call: somebody }
          """);

  @AfterEach
  void close() {
    engine.close();
  }

  private List<String> reasons() {
    return engine.deadLetters().stream()
        .map(letter -> TestEngine.header(letter, Refusals.REASON))
        .toList();
  }

  @Test
  void cancel_ends_a_running_process() {
    engine.notify("p1", "/begin", Map.of("a", 1L));
    engine.cancel("p1");

    assertThat(engine.outcomes("p1").get(0).getStatus()).isEqualTo(ProcessStatus.CANCELLED);
    Control cause = (Control) engine.journal("p1").get(1).getCause();
    assertThat(((Cancel) cause.getAction()).getReason()).isEqualTo("because");
    assertThat(engine.running()).isEmpty();
    assertThat(engine.stopped()).containsExactly("p1");

    engine.cancel("p1");
    assertThat(reasons()).containsExactly("not-running");
    assertThat(engine.outcomes("p1")).hasSize(1);
  }

  @Test
  void cancel_of_a_process_that_is_not_there_is_put_aside() {
    engine.cancel("p1");
    assertThat(reasons()).containsExactly("unknown-process");
  }

  @Test
  void cancel_of_an_earlier_process_with_the_same_id_spares_the_present_one() {
    engine.notify("p1", "/begin", Map.of("a", 1L));
    Call call = engine.call("somebody");
    Incarnation earlier = new Incarnation("madcloud.notifications", 0, 99L);
    engine.control(new Control("p1", earlier, new Cancel(null), null));

    assertThat(engine.running()).containsExactly("p1");
    assertThat(reasons()).containsExactly("unknown-process");
    engine.control(new Control("p1", call.getIncarnation(), new Cancel(null), null));
    assertThat(engine.running()).isEmpty();
  }

  @Test
  void redrive_has_a_failed_invocation_made_again() {
    engine.notify("p1", "/begin", Map.of("a", 1L));
    Call call = engine.call("somebody");
    engine.fail(call, "no", false);
    assertThat(engine.outcomes("p1")).hasSize(1);
    engine.control(new Control("p1", call.getIncarnation(), new Redrive("/ask", 1), null));

    assertThat(engine.running()).containsExactly("p1");
    Call again = engine.call("somebody");
    assertThat(again.getAttempt()).isEqualTo(2);
    assertThat(again.getIdempotencyKey()).isEqualTo(call.getIdempotencyKey());
    engine.answer(again, Map.of("b", 2L));
    assertThat(engine.outcomes("p1").get(1).getFieldsets().get(0).getFields())
        .isEqualTo(Map.of("/a", 1L, "/b", 2L));
    assertThat(reasons()).containsExactly("failed");

    engine.control(new Control("p1", call.getIncarnation(), new Redrive(), null));
    assertThat(reasons()).containsExactly("not-failed");
  }
}
