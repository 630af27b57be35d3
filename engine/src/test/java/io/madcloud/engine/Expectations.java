package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Play.Expectation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@link Play} can expect of the process. */
final class Expectations {

  private Expectations() {}

  /** These fields and no others, by path, are in the fieldset. */
  static Expectation fields(String fieldset, Object... pathsAndValues) {
    return play -> {
      Map<String, Object> found = new TreeMap<>();
      Fieldset shown = play.fieldset(fieldset);
      shown.forEach(
          field -> found.put(play.program().field(field).path(), shown.present(field).value()));
      assertThat(found)
          .as("fields of %s", fieldset)
          .isEqualTo(new TreeMap<>(Events.message(pathsAndValues)));
    };
  }

  /** These fieldsets and no others live. */
  static Expectation live(String... fieldsets) {
    return play ->
        assertThat(Arrays.stream(play.process().live.toArray()).boxed())
            .extracting(number -> play.process().fieldsets.get(number).id())
            .as("live fieldsets")
            .containsExactly(fieldsets);
  }

  static Expectation stale(String fieldset, String... fields) {
    return play ->
        assertThat(new NaiveMatching(play.process(), play.program()).stale(play.fieldset(fieldset)))
            .extracting(field -> field.path())
            .as("stale fields of %s", fieldset)
            .containsExactlyInAnyOrder(fields);
  }

  /**
   * Who shaped the value of the field, in order.
   *
   * @param producers {@code start} for the notification, or {@code INVOCATION.MESSAGE}
   */
  static Expectation identity(String fieldset, String field, String... producers) {
    return play ->
        assertThat(names(play, held(play, fieldset, field).shapedBy()))
            .as("who shaped %s in %s", field, fieldset)
            .containsExactly(producers);
  }

  /** All who contributed to the field, in order; named as for {@link #identity}. */
  static Expectation contributions(String fieldset, String field, String... producers) {
    return play ->
        assertThat(names(play, held(play, fieldset, field).contributions()))
            .as("who contributed to %s in %s", field, fieldset)
            .containsExactly(producers);
  }

  private static Held held(Play play, String fieldset, String field) {
    return play.fieldset(fieldset).get(play.program().field(field).number());
  }

  private static List<String> names(Play play, int[] messages) {
    return Arrays.stream(messages).mapToObj(message -> name(play.process(), message)).toList();
  }

  private static String name(Process process, int message) {
    int invocation = process.messages.get(message).invocation();
    return invocation == 0
        ? "start"
        : invocation + "." + (message - process.invocation(invocation).firstMessage());
  }

  /**
   * All invocations, in order.
   *
   * @param lines op, state and the fieldset that it was first fired on: {@code /op done 0}
   */
  static Expectation invocations(String... lines) {
    return play ->
        assertThat(play.process().view(play.program()).invocations())
            .extracting(each -> each.op() + " " + each.status() + " " + each.fieldset())
            .as("invocations")
            .containsExactly(lines);
  }

  static Expectation awaits(String fieldset, int... invocations) {
    return play ->
        assertThat(play.fieldset(fieldset).awaited().toArray())
            .as("awaited by %s", fieldset)
            .containsExactly(invocations);
  }

  static Expectation applied(String fieldset, int... invocations) {
    return play ->
        assertThat(play.fieldset(fieldset).applied().toArray())
            .as("applied to %s", fieldset)
            .containsExactly(invocations);
  }

  static Expectation status(Status status, int revision) {
    return play -> {
      assertThat(play.process().status()).as("status").isEqualTo(status);
      assertThat(play.process().revision()).as("outcomes").isEqualTo(revision);
    };
  }

  static Expectation running() {
    return status(Status.RUNNING, 0);
  }

  static Expectation quiescent() {
    return status(Status.QUIESCENT, 1);
  }

  static Expectation failed(Reason reason) {
    return play -> {
      assertThat(play.process().status()).as("status").isEqualTo(Status.FAILED);
      assertThat(play.process().reason()).as("reason").isEqualTo(reason);
    };
  }

  /** The last event was rejected. */
  static Expectation rejected(Rejection reason) {
    return play -> assertThat(play.rejection()).as("rejection").isEqualTo(reason);
  }

  /** The last event was accepted. */
  static Expectation accepted() {
    return rejected(null);
  }

  static Expectation noProcess() {
    return play -> assertThat(play.process()).as("process").isNull();
  }

  /** What the journal says of the last event. */
  static Expectation changes(Change... changes) {
    return play ->
        assertThat(play.effects(Effect.Journal.class))
            .flatMap(Effect.Journal::changes)
            .as("changes")
            .containsExactly(changes);
  }
}
