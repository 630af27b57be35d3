package io.madcloud.engine;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import io.madcloud.engine.program.Steps;
import io.madcloud.engine.program.Supervision;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpReply;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes invocations and takes what comes of them: replies, failed attempts, final failures. */
final class Replies {

  private final Draft draft;
  private final Process process;
  private final Program program;
  private final OpRunner runner;
  private final Steps steps;
  private final long timeMs;

  Replies(Draft draft, OpRunner runner, Steps steps, long timeMs) {
    this.draft = draft;
    this.process = draft.process();
    this.program = draft.program();
    this.runner = runner;
    this.steps = steps;
    this.timeMs = timeMs;
  }

  /** Creates an invocation and runs its op, or asks for its reply; answers its number. */
  int invoke(int fieldset, Op op, Key key) {
    long dueMs = dueMs(op);
    process.invocations.add(Invocation.pending(op.number(), key.identities(), fieldset, dueMs));
    int number = process.invocationCount();
    Fieldset on = process.fieldsets.get(fieldset);
    draft.changes().add(new Change.Invoked(number, op, on.id(), 1));
    begin(number, op, inputs(op, on));
    return number;
  }

  /** An invocation that failed for good is made again. */
  void invokeAgain(int number) {
    Op op = program.op(process.invocation(number).op());
    Invocation again = process.invocation(number).again(dueMs(op));
    draft.step().set(number, again);
    String fieldset = process.fieldsets.get(again.fieldset()).id();
    draft.changes().add(new Change.Invoked(number, op, fieldset, again.attempts() + 1));
    begin(number, op, inputs(number));
  }

  private void begin(int number, Op op, Map<String, Object> inputs) {
    if (op.action().inProcess()) {
      runInProcess(number, op, inputs);
    } else if (op.action() instanceof Action.Call) {
      int attempt = process.invocation(number).attempts() + 1;
      draft.effects().add(new Effect.Call(number, op, attempt, inputs));
    }
  }

  /** When the time of a call or timer that begins now has come. */
  private long dueMs(Op op) {
    if (op.action() instanceof Action.After after) {
      return timeMs + after.delayMs();
    }
    long timeoutMs = op.spec().supervision().timeoutMs();
    return op.action() instanceof Action.Call && timeoutMs != Supervision.NO_TIMEOUT
        ? timeMs + timeoutMs
        : Invocation.NOT_TIMED;
  }

  private void runInProcess(int number, Op op, Map<String, Object> inputs) {
    Judgement judgement = run(number, op, inputs);
    while (judgement.retryable() && mayFailAgain(process.invocation(number), op)) {
      attempted(number, judgement.error(), Invocation.NOT_TIMED);
      judgement = run(number, op, inputs);
    }
    if (op.action() instanceof Action.Publish && judgement.messages() != null) {
      draft.effects().add(new Effect.Publish(number, op, inputs));
    }
    answer(number, judgement, false);
  }

  /** Runs the op of an invocation once. */
  Judgement run(int number, Op op) {
    return run(number, op, inputs(number));
  }

  private Judgement run(int number, Op op, Map<String, Object> inputs) {
    int attempt = process.invocation(number).attempts() + 1;
    long timeoutMs = op.spec().supervision().timeoutMs();
    OpCall call = new OpCall(inputs, process.id, number, attempt, timeoutMs);
    return Judgement.of(op, hiding(op, inputs, runner.run(op, call, steps.ofRun())));
  }

  /** The reply to a pending call, with no error text that quotes what is not for people. */
  Input.Reply hiding(Input.Reply input) {
    if (!program.hasSensitive() || input.reply() instanceof OpReply.Messages) {
      return input;
    }
    int number = input.invocation();
    Op op = program.op(process.invocation(number).op());
    OpReply reply = hiding(op, inputs(number), input.reply());
    return new Input.Reply(input.timeMs(), input.incarnation(), number, input.attempt(), reply);
  }

  private OpReply hiding(Op op, Map<String, Object> inputs, OpReply reply) {
    return program.hasSensitive() ? ErrorTexts.hiding(program, op, inputs, reply) : reply;
  }

  /** A run of a pending invocation failed, and there will be another at a time. */
  private void attempted(int number, String error, long nextMs) {
    Invocation invocation = process.invocation(number);
    int attempts = invocation.attempts() + 1;
    process.invocations.set(number - 1, invocation.attempted(attempts, error, nextMs));
    process.wakeAt(nextMs);
    draft.changes().add(new Change.Attempted(number, attempts, error, nextMs));
  }

  /**
   * An attempt of a call failed.
   *
   * @return whether there will be another
   */
  boolean retried(int number, Judgement judgement) {
    Invocation invocation = process.invocation(number);
    Op op = program.op(invocation.op());
    if (!judgement.retryable() || !mayFailAgain(invocation, op)) {
      return false;
    }
    int next = invocation.attempts() + 2 - invocation.forgiven();
    long pauseMs = Backoff.beforeAttempt(next, op.spec().supervision(), process.id, number);
    attempted(number, judgement.error(), timeMs + pauseMs);
    return true;
  }

  /** Whether there are attempts left after the one that is under way. */
  private static boolean mayFailAgain(Invocation invocation, Op op) {
    int counted = invocation.attempts() - invocation.forgiven() + 1;
    return counted < op.spec().supervision().attempts();
  }

  /** The pause after a failed attempt is over: the call is made again. */
  void callAgain(int number) {
    Invocation invocation = process.invocation(number);
    Op op = program.op(invocation.op());
    long dueMs = dueMs(op);
    process.invocations.set(number - 1, invocation.called(dueMs));
    process.wakeAt(dueMs);
    draft.effects().add(new Effect.Call(number, op, invocation.attempts() + 1, inputs(number)));
  }

  /**
   * An invocation is done or has failed for good.
   *
   * @param late whether an attempt before the one that is under way succeeded
   */
  void answer(int number, Judgement judgement, boolean late) {
    Invocation invocation = process.invocation(number);
    Op op = program.op(invocation.op());
    List<Judgement.Content> messages = judgement.messages();
    int failedRuns = invocation.attempts() + (messages == null ? 1 : 0);
    String error = judgement.error();
    if (messages == null && op.fail() != null) {
      messages = List.of(failure(op, error, failedRuns));
    }
    if (messages == null) {
      draft.step().set(number, invocation.failed(failedRuns, error));
      draft.changes().add(new Change.Answered(number, true, 0, error, late));
      draft.effects().add(new Effect.DeadLetter(number, op, error, failedRuns, inputs(number)));
      return;
    }
    int first = process.messages.size();
    draft.step().set(number, invocation.done(first, messages.size(), failedRuns, error));
    for (Judgement.Content message : messages) {
      process.messages.add(new Message(number, message.fields(), message.values()));
    }
    draft.changes().add(new Change.Answered(number, false, messages.size(), error, late));
  }

  private static Judgement.Content failure(Op op, String error, int attempts) {
    Map<String, Object> failure = new TreeMap<>();
    failure.put("op", op.path());
    failure.put("error", error);
    failure.put("attempts", Integer.toString(attempts));
    return new Judgement.Content(new int[] {op.fail().number()}, new Object[] {failure});
  }

  /** The inputs of an op that can happen on a fieldset, by local name. */
  private static Map<String, Object> inputs(Op op, Fieldset fieldset) {
    if (op.in().size() == 1) { // As of most ops, which need no table for it.
      Slot only = op.in().get(0);
      return Collections.singletonMap(
          only.local(), fieldset.present(only.field().number()).value());
    }
    Map<String, Object> inputs = new LinkedHashMap<>(2 * op.in().size());
    for (Slot slot : op.in()) {
      inputs.put(slot.local(), fieldset.present(slot.field().number()).value());
    }
    return inputs;
  }

  /** The inputs of an invocation by local name, made of the identities in its key. */
  private Map<String, Object> inputs(int number) {
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
}
