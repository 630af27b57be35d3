package io.madcloud.testkit;

import io.madcloud.engine.ProcessView;
import io.madcloud.engine.ProcessView.FieldsetView;
import io.madcloud.engine.Reason;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.Status;
import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.scenario.ScenarioEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.opentest4j.AssertionFailedError;

/**
 * A process in a test: brings it events, and says what is to be true of it. What is not fails the
 * test and shows the process as a table. Not thread-safe.
 */
public final class RehearsedProcess {

  private final MadcloudTest madcloud;
  private final Play play;
  private final String id;

  RehearsedProcess(MadcloudTest madcloud, Play play, String id) {
    this.madcloud = madcloud;
    this.play = play;
    this.id = id;
  }

  /**
   * Answers the oldest pending invocation of a {@code call} op.
   *
   * @param messages by local name; none at all is an answer, too
   */
  @SafeVarargs
  public final RehearsedProcess reply(String op, Map<String, ?>... messages) {
    List<Map<String, Object>> plain = new ArrayList<>();
    for (Map<String, ?> message : messages) {
      plain.add(Written.plain(message));
    }
    play.bring(new ScenarioEvent.Reply(op, id, plain));
    return this;
  }

  /** One failed attempt of the oldest pending invocation of a {@code call} op. */
  public RehearsedProcess fail(String op, String error) {
    play.bring(new ScenarioEvent.Fail(op, id, error));
    return this;
  }

  /** Stops the process. */
  public RehearsedProcess cancel() {
    play.bring(new ScenarioEvent.Cancel(id));
    return this;
  }

  /** Lets time pass, for all processes; see {@link MadcloudTest#advance}. */
  public RehearsedProcess advance(Duration time) {
    madcloud.advance(time);
    return this;
  }

  /** The last event was not taken, for this reason. */
  public RehearsedProcess isRejected(Rejection reason) {
    play.rejected(reason);
    return this;
  }

  /** It waits for replies or for time. */
  public RehearsedProcess isRunning() {
    return is(Status.RUNNING);
  }

  /** Nothing can happen any more. */
  public RehearsedProcess isQuiescent() {
    return is(Status.QUIESCENT);
  }

  /** It was stopped. */
  public RehearsedProcess isCancelled() {
    return is(Status.CANCELLED);
  }

  /** It would have passed a limit. */
  public RehearsedProcess isFailed(Reason reason) {
    is(Status.FAILED);
    return same("the reason", reason.text(), view().reason());
  }

  /** These are its live fieldsets, in order of creation. */
  public RehearsedProcess hasFieldsets(String... ids) {
    return same("the live fieldsets", List.of(ids), live().stream().map(FieldsetView::id).toList());
  }

  /** It has one live fieldset, with these fields by path and no others. */
  public RehearsedProcess hasFields(Map<String, ?> fields) {
    List<FieldsetView> live = live();
    if (live.size() != 1) {
      throw failure(
          "Expected one live fieldset of process %s, but there are %d; name the one that is meant"
              .formatted(id, live.size()),
          1,
          live.size());
    }
    return hasFields(live.get(0).id(), fields);
  }

  /** A live fieldset has these fields by path and no others. */
  public RehearsedProcess hasFields(String fieldset, Map<String, ?> fields) {
    Map<String, Object> expected = new TreeMap<>();
    fields.forEach((path, value) -> expected.put(path, typed(path, value)));
    FieldsetView found = fieldset(fieldset);
    if (!expected.equals(found.fields())) {
      throw failure(
          "Expected other fields in fieldset %s of process %s, but%s"
              .formatted(fieldset, id, Shown.differences(expected, found.fields())),
          Shown.lines(expected),
          Shown.lines(found.fields()));
    }
    return this;
  }

  /** All its live fieldsets have this value of the field at this path. */
  public RehearsedProcess hasField(String path, Object value) {
    Object expected = typed(path, value);
    for (FieldsetView fieldset : live()) {
      same(path + " in fieldset " + fieldset.id(), expected, fieldset.fields().get(path));
    }
    return this;
  }

  /** None of its live fieldsets has the field at this path. */
  public RehearsedProcess lacksField(String path) {
    field(path);
    for (FieldsetView fieldset : live()) {
      same(path + " in fieldset " + fieldset.id(), null, fieldset.fields().get(path));
    }
    return this;
  }

  /**
   * These are its invocations, in order of creation.
   *
   * @param lines an op's path and the invocation's status each: {@code /quotes/insurer/offer done}
   */
  public RehearsedProcess hasInvocations(String... lines) {
    return same(
        "the invocations",
        String.join("\n", lines),
        String.join(
            "\n",
            view().invocations().stream().map(each -> each.op() + " " + each.status()).toList()));
  }

  /**
   * A {@code call} op was called, or a record of a one-way op published, with these inputs.
   *
   * @param inputs by local name, as the server sees them; all of them
   */
  public RehearsedProcess asked(String op, Map<String, ?> inputs) {
    view();
    List<TurnLog.Request> requests =
        play.log().requests(id).stream().filter(each -> each.op().path().equals(op)).toList();
    if (requests.isEmpty()) {
      requireOp(op);
    }
    if (requests.stream().noneMatch(each -> each.carries(inputs))) {
      String asked =
          requests.isEmpty()
              ? "nothing"
              : Shown.value(requests.stream().map(TurnLog.Request::inputs).toList());
      throw failure(
          "Expected %s to be asked %s by process %s, but it was asked %s"
              .formatted(op, Shown.value(Written.plain(inputs)), id, asked),
          Shown.value(Written.plain(inputs)),
          asked);
    }
    return this;
  }

  /** All that can be seen of the process now, for assertions of your own. */
  public ProcessView view() {
    return play.process(id);
  }

  /** The process as a table. */
  @Override
  public String toString() {
    return ProcessTable.of(view(), play.log());
  }

  private RehearsedProcess is(Status status) {
    return same("the status", status.text(), view().status());
  }

  private RehearsedProcess same(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw failure(
          "Expected %s of process %s to be %s, but found %s"
              .formatted(what, id, Shown.orNothing(expected), Shown.orNothing(actual)),
          Shown.orNothing(expected),
          Shown.orNothing(actual));
    }
    return this;
  }

  private List<FieldsetView> live() {
    return view().fieldsets().stream().filter(fieldset -> !fieldset.closed()).toList();
  }

  private FieldsetView fieldset(String fieldset) {
    List<FieldsetView> live = live();
    for (FieldsetView each : live) {
      if (each.id().equals(fieldset)) {
        return each;
      }
    }
    List<String> ids = live.stream().map(FieldsetView::id).toList();
    throw failure(
        "Expected a live fieldset %s of process %s, but there are %s".formatted(fieldset, id, ids),
        fieldset,
        ids);
  }

  /** The value as the field at this path has it. */
  private Object typed(String path, Object value) {
    return Written.typed(value, field(path).type());
  }

  private Field field(String path) {
    Field field = play.program().field(path);
    if (field == null) {
      throw new AssertionError(
          "Expected a declared field, but '%s' is none%s"
              .formatted(path, DidYouMean.ending(path, play.program().fields().keySet())));
    }
    return field;
  }

  private void requireOp(String path) {
    if (play.program().op(path) == null) {
      throw new AssertionError(
          "Expected a declared op, but '%s' is none%s"
              .formatted(path, DidYouMean.ending(path, play.program().ops().keySet())));
    }
  }

  private AssertionError failure(String message, Object expected, Object actual) {
    return new AssertionFailedError(message + "\n" + this, expected, actual);
  }
}
