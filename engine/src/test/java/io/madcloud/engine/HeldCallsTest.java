package io.madcloud.engine;

import static io.madcloud.engine.Events.start;
import static io.madcloud.engine.Play.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that the surroundings hold back, and let out later. */
final class HeldCallsTest {

  private final Play play =
      given(
          """
          fields: { a: long, b: long }
          ops:
            start: { out: [a] }
            ask: { in: [a], out: [b], call: server, supervise: { timeout: 5s } }
          """);
  private final Engine engine = new Engine(Limits.DEFAULT);

  private Turn release(Process process, int attempt) {
    return engine.turn(
        play.program(), process, new Input.Timer(9_000, 1, attempt, Timers.Kind.RELEASE));
  }

  @Test
  void a_call_that_is_held_back_is_not_out_and_has_no_time() {
    play.when(start("/start", "a", 1));
    Process out = play.process();
    assertThat(out.isOut(1, 1)).isTrue();
    assertThat(out.isOut(1, 2)).isFalse();
    assertThat(out.isOut(2, 1)).isFalse();

    Process held = out.postponed(List.of(1), Invocation.NOT_TIMED);
    assertThat(held.invocation(1).isHeld()).isTrue();
    assertThat(held.isOut(1, 1)).isFalse();
    assertThat(Timers.earliest(held, play.program())).isNull();
    assertThat(out.invocation(1).isHeld()).isFalse();
  }

  @Test
  void its_time_begins_when_it_is_let_out() {
    play.when(start("/start", "a", 1));
    Process held = play.process().postponed(List.of(1), Invocation.NOT_TIMED);
    Turn turn = release(held, 1);
    assertThat(turn.effects()).filteredOn(Effect.Call.class::isInstance).hasSize(1);
    assertThat(turn.process().isOut(1, 1)).isTrue();
    assertThat(Timers.earliest(turn.process(), play.program()))
        .isEqualTo(new Timers.Timer(14_000, 1, 1, Timers.Kind.TIMEOUT));
    assertThat(release(held, 2).effects()).isEmpty();
  }

  @Test
  void one_that_is_postponed_to_a_time_is_made_then() {
    play.when(start("/start", "a", 1));
    Process later = play.process().postponed(List.of(1), 70);
    assertThat(later.invocation(1).isHeld()).isFalse();
    assertThat(later.wakeMs()).isEqualTo(70);
    assertThat(Timers.earliest(later, play.program()))
        .isEqualTo(new Timers.Timer(70, 1, 1, Timers.Kind.RETRY));
  }
}
