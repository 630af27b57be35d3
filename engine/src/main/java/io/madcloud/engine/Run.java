package io.madcloud.engine;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import io.madcloud.op.OpCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds one turn: a mutable copy of the process, the changes and effects so far, and what is left
 * to look at. It applies replies and fires ops in the model's order until nothing more happens at
 * once.
 */
final class Run {

  private final Process process;
  private final Program program;
  private final Limits limits;
  private final OpRunner runner;
  private final long timeMs;
  private final Matcher matcher;
  private final Candidates candidates = new Candidates();
  private final Candidates waiting = new Candidates();
  private final List<Change> changes = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();

  /** Fieldsets whose memory grew after they had been asked for stale fields. */
  private IntSet unasked = new IntSet();

  private Step step;

  Run(Process process, Program program, Limits limits, OpRunner runner, long timeMs) {
    this.process = process;
    this.program = program;
    this.limits = limits;
    this.runner = runner;
    this.timeMs = timeMs;
    this.matcher = new Matcher(process, program);
  }

  Process process() {
    return process;
  }

  List<Change> changes() {
    return changes;
  }

  List<Effect> effects() {
    return effects;
  }

  /** Lays the notification's fields over a root fieldset. */
  void start(Judgement.Content fields) {
    process.programRevision = program.revision();
    step = new Step(process);
    process.messages.add(new Message(0, fields.fields(), fields.values()));
    lay(step.root(), 0);
    step.tell(program, changes);
    changes.add(new Change.StatusChanged(Status.RUNNING, null, process.revision));
  }

  /** From now on the program counts as it is now. */
  void meetProgram() {
    process.programRevision = program.revision();
    step = new Step(process);
    for (int index = 0; index < process.live.size(); index++) {
      Fieldset fieldset = process.liveAt(index);
      program.candidates(fieldset, op -> candidates.add(fieldset.number(), op));
      if (fieldset.hasStale()) {
        step.change(fieldset.number());
      }
    }
    settle();
    step.tell(program, changes);
  }

  /** Whether an op that catches up can happen. */
  boolean canCatchUp() {
    boolean[] can = new boolean[1];
    for (int index = 0; index < process.live.size(); index++) {
      Fieldset fieldset = process.liveAt(index);
      program.candidates(
          fieldset,
          op -> can[0] = can[0] || (op.spec().catchUp() && matcher.match(fieldset, op) != null));
    }
    return can[0];
  }

  /** The process takes up running again. */
  void resume() {
    process.status = Status.RUNNING;
    process.firings = 0;
    changes.add(new Change.StatusChanged(Status.RUNNING, null, process.revision));
  }

  /** A run of a pending invocation failed, and there will be another. */
  void attempted(int number, String error) {
    Invocation invocation = process.invocation(number);
    int attempts = invocation.attempts() + 1;
    process.invocations.set(number - 1, invocation.attempted(attempts, error));
    changes.add(new Change.Attempted(number, attempts, error));
  }

  /** A pending invocation has its reply, which is applied to all that await it. */
  void answered(int number, Judgement judgement) {
    step = new Step(process);
    int effectsBefore = effects.size();
    Invocation invocation = process.invocation(number);
    Op op = program.op(invocation.op());
    int changesBefore = changes.size();
    answer(number, judgement);
    for (int fieldset : process.live.toArray()) {
      if (process.fieldsets.get(fieldset).awaited().contains(number)) {
        apply(fieldset, number);
      }
    }
    finish(op, invocation.fieldset(), changesBefore, effectsBefore);
  }

  /** The pause after a failed attempt is over: the call is published again, if it still waits. */
  void callAgain(int number) {
    Invocation invocation = process.invocation(number);
    if (invocation.isPending()) {
      Op op = program.op(invocation.op());
      effects.add(new Effect.Call(number, op, invocation.attempts() + 1, inputs(number)));
    }
  }

  /** The time of a timer has come: it replies, if somebody still awaits it. */
  void timerReplies(int number) {
    if (!process.isAwaited(number)) {
      return;
    }
    Op op = program.op(process.invocation(number).op());
    int attempt = process.invocation(number).attempts() + 1;
    OpCall call = new OpCall(inputs(number), process.id, number, attempt);
    answered(number, Judgement.of(op, runner.run(op, call)));
  }

  /** Fires until nothing happens at once, and sees whether the process is at its end. */
  void complete() {
    while (process.status == Status.RUNNING) {
      Candidates.Pair pair = candidates.poll();
      boolean first = pair != null;
      if (!first) {
        pair = waiting.poll();
        if (pair == null) {
          break;
        }
      }
      Fieldset fieldset = process.fieldsets.get(pair.fieldset());
      Matcher.Match match = matcher.match(fieldset, pair.op());
      if (match == null) {
        continue;
      }
      if (first && !isImmediate(pair.op(), match)) {
        waiting.add(pair.fieldset(), pair.op());
      } else {
        fire(pair.fieldset(), pair.op(), match);
      }
    }
    if (process.status == Status.RUNNING && !process.awaitsAnything()) {
      stop(Status.QUIESCENT, null);
    }
  }

  /** The process stops running, and awaits nothing if it did not end by itself. */
  void stop(Status status, Reason reason) {
    process.status = status;
    process.reason = reason;
    process.revision++;
    if (status != Status.QUIESCENT) {
      dropPending();
    }
    process.firings = 0;
    changes.add(new Change.StatusChanged(status, reason, process.revision));
    effects.add(
        new Effect.Outcome(
            status, reason, process.revision, returned(process.liveFieldsets(program))));
  }

  private Map<String, Map<Field, Object>> returned(Map<String, Map<Field, Object>> fieldsets) {
    List<Field> returns = program.op(process.notification).returns();
    if (returns != null) {
      fieldsets.values().forEach(fields -> fields.keySet().retainAll(returns));
    }
    return fieldsets;
  }

  private void dropPending() {
    for (int fieldset : process.live.toArray()) {
      if (!process.fieldsets.get(fieldset).awaited().isEmpty()) {
        Fieldset copy = process.fieldsets.get(fieldset).copy();
        copy.awaited().clear();
        process.fieldsets.set(fieldset, copy);
      }
    }
    process.invocations.replaceAll(
        invocation -> invocation.isPending() ? invocation.dropped() : invocation);
  }

  private static boolean hasReply(Invocation invocation) {
    return invocation != null && invocation.isAnswered();
  }

  private boolean isImmediate(Op op, Matcher.Match match) {
    return op.action().inProcess() || hasReply(process.invocation(match.invocation()));
  }

  private void fire(int fieldset, Op op, Matcher.Match match) {
    step = new Step(process);
    int changesBefore = changes.size();
    int effectsBefore = effects.size();
    process.firings++;
    int number = match.invocation();
    if (number == 0) {
      number = invoke(fieldset, op, match.key());
    }
    Invocation invocation = process.invocation(number);
    if (invocation.isAnswered()) {
      apply(fieldset, number);
    } else {
      step.change(fieldset).awaited().add(number);
      if (isOverdue(invocation)) {
        effects.add(new Effect.WakeAt(invocation.dueMs(), number, invocation.attempts() + 1));
      }
    }
    finish(op, fieldset, changesBefore, effectsBefore);
  }

  /** Its time came while nobody awaited it. */
  private boolean isOverdue(Invocation invocation) {
    return invocation.dueMs() != Invocation.NOT_TIMED && invocation.dueMs() <= timeMs;
  }

  private int invoke(int fieldset, Op op, Key key) {
    long dueMs =
        op.action() instanceof Action.After after ? timeMs + after.delayMs() : Invocation.NOT_TIMED;
    process.invocations.add(Invocation.pending(op.number(), key.identities(), fieldset, dueMs));
    int number = process.invocationCount();
    changes.add(new Change.Invoked(number, op, process.fieldsets.get(fieldset).id()));
    if (op.action().inProcess()) {
      runInProcess(number, op);
    } else if (op.action() instanceof Action.Call) {
      effects.add(new Effect.Call(number, op, 1, inputs(number)));
    } else if (dueMs > timeMs) {
      effects.add(new Effect.WakeAt(dueMs, number, 1));
    }
    return number;
  }

  private void runInProcess(int number, Op op) {
    Map<String, Object> inputs = inputs(number);
    Judgement judgement = run(op, inputs, number);
    while (judgement.retryable()
        && process.invocation(number).attempts() + 1 < op.spec().supervision().attempts()) {
      attempted(number, judgement.error());
      judgement = run(op, inputs, number);
    }
    if (op.action() instanceof Action.Publish) {
      effects.add(new Effect.Publish(number, op, inputs));
    }
    answer(number, judgement);
  }

  private Judgement run(Op op, Map<String, Object> inputs, int number) {
    int attempt = process.invocation(number).attempts() + 1;
    return Judgement.of(op, runner.run(op, new OpCall(inputs, process.id, number, attempt)));
  }

  /** The inputs of an invocation by local name, made of the identities in its key. */
  Map<String, Object> inputs(int number) {
    Invocation invocation = process.invocation(number);
    int[] key = invocation.key();
    Map<String, Object> inputs = new LinkedHashMap<>();
    int at = 0;
    for (Slot slot : program.op(invocation.op()).in()) {
      int end = at + 2 + key[at + 1];
      inputs.put(slot.local(), process.valueOf(slot.field(), Arrays.copyOfRange(key, at + 2, end)));
      at = end;
    }
    return inputs;
  }

  private void answer(int number, Judgement judgement) {
    Invocation invocation = process.invocation(number);
    Op op = program.op(invocation.op());
    List<Judgement.Content> messages = judgement.messages();
    int failedRuns = invocation.attempts() + (messages == null ? 1 : 0);
    String error = judgement.error();
    if (messages == null && op.fail() != null) {
      messages = List.of(failure(op, error, failedRuns));
    }
    if (messages == null) {
      step.set(number, invocation.failed(failedRuns, error));
      changes.add(new Change.Answered(number, true, 0, error));
      effects.add(new Effect.DeadLetter(number, op, error, failedRuns, inputs(number)));
      return;
    }
    step.set(number, invocation.done(process.messages.size(), messages.size(), failedRuns, error));
    for (Judgement.Content message : messages) {
      process.messages.add(new Message(number, message.fields(), message.values()));
    }
    changes.add(new Change.Answered(number, false, messages.size(), error));
  }

  private static Judgement.Content failure(Op op, String error, int attempts) {
    Map<String, Object> failure = new LinkedHashMap<>();
    failure.put("op", op.path());
    failure.put("error", error);
    failure.put("attempts", Integer.toString(attempts));
    return new Judgement.Content(new int[] {op.fail().number()}, new Object[] {failure});
  }

  /** Applies a reply to one fieldset. */
  private void apply(int number, int invocationNumber) {
    Invocation invocation = process.invocation(invocationNumber);
    Fieldset fieldset = step.change(number);
    fieldset.awaited().remove(invocationNumber);
    fieldset.applied().add(invocationNumber);
    if (invocation.messages() == 0) {
      return;
    }
    int end = invocation.firstMessage() + invocation.messages();
    boolean overlap = false;
    for (int message = invocation.firstMessage(); message < end; message++) {
      overlap = overlap || overlaps(fieldset, process.messages.get(message));
    }
    if (invocation.messages() == 1 && !overlap) {
      lay(fieldset, invocation.firstMessage());
      return;
    }
    for (int message = invocation.firstMessage(); message < end; message++) {
      int index = message - invocation.firstMessage();
      Fieldset fork = step.fork(fieldset, new Change.Producer(invocationNumber, index));
      candidates.copy(number, fork.number());
      waiting.copy(number, fork.number());
      lay(fork, message);
    }
    if (!overlap) {
      step.close(fieldset);
      forget(number);
    }
  }

  private void forget(int fieldset) {
    candidates.remove(fieldset);
    waiting.remove(fieldset);
  }

  private boolean overlaps(Fieldset fieldset, Message message) {
    for (int index = 0; index < message.fields().length; index++) {
      int field = message.fields()[index];
      Held held = fieldset.present(field);
      if (held != null
          && program.field(field).merge() == Merge.FORK
          && !held.value().equals(message.values()[index])) {
        return true;
      }
    }
    return false;
  }

  private void lay(Fieldset fieldset, int message) {
    Laying laying = new Laying(process, program, fieldset, message);
    laying.lay();
    for (int field : laying.changed()) {
      Field changed = program.field(field);
      if (fieldset.has(field)) {
        program.consumers(changed, fieldset, op -> candidates.add(fieldset.number(), op));
      } else {
        program.masked(changed, fieldset, op -> candidates.add(fieldset.number(), op));
      }
    }
    for (int index = 0; index < laying.forgotten().size(); index++) {
      Invocation forgotten = process.invocation(laying.forgotten().get(index));
      Op op = program.op(program.op(forgotten.op()).path());
      if (op != null) {
        candidates.add(fieldset.number(), op);
      }
    }
  }

  /** Stale fields first, then twins. */
  private void settle() {
    IntSet asked = step.touched();
    asked.addAll(unasked);
    Staleness staleness = new Staleness(process, program, matcher);
    for (int index = 0; index < asked.size(); index++) {
      Fieldset fieldset = process.fieldsets.get(asked.get(index));
      if (!fieldset.isClosed() && fieldset.hasStale()) {
        drop(fieldset.number(), staleness.lost(fieldset));
      }
    }
    unasked = new Twins(process, program, step).close(step.touched());
  }

  private void drop(int number, List<Field> lost) {
    if (lost.isEmpty()) {
      return;
    }
    Fieldset fieldset = step.change(number);
    for (Field field : lost) {
      fieldset.remove(field.number());
    }
    for (Field field : lost) {
      program.masked(field, fieldset, op -> candidates.add(number, op));
    }
  }

  /** Ends a step: what it left behind, then the limits. */
  private void finish(Op op, int fieldset, int changesBefore, int effectsBefore) {
    settle();
    for (int number : step.touched().toArray()) {
      if (process.fieldsets.get(number).isClosed()) {
        forget(number);
      }
    }
    Reason passed = passedLimit();
    if (passed == null) {
      step.tell(program, changes);
      return;
    }
    step.undo();
    changes.subList(changesBefore, changes.size()).clear();
    effects.subList(effectsBefore, effects.size()).clear();
    changes.add(new Change.Refused(passed, op, process.fieldsets.get(fieldset).id()));
    stop(Status.FAILED, passed);
  }

  private Reason passedLimit() {
    if (process.live.size() > limits.fieldsets()) {
      return Reason.LIMIT_FIELDSETS;
    }
    if (process.firings > limits.firings()) {
      return Reason.LIMIT_FIRINGS;
    }
    return process.bytes() > limits.bytes() ? Reason.LIMIT_BYTES : null;
  }
}
