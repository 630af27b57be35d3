package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.OpGroup;
import io.madcloud.engine.program.Program;
import java.util.List;
import java.util.Set;

/**
 * Builds one turn: fires ops in the model's order until nothing more happens at once, step by step,
 * within the limits. One object serves one turn.
 */
final class Run {

  private final Process process;
  private final Program program;
  private final Limits limits;
  private final Effort effort;
  private final Draft draft;
  private final Matcher matcher;
  private final Candidates candidates = new Candidates();
  private final Candidates waiting = new Candidates();
  private final Replies replies;
  private final Failures failures;
  private final Applying applying;
  private final Datacenters datacenters;
  private final Status statusBefore;
  private final long programBefore;
  private final Set<String> viewersBefore;
  private boolean departed;

  Run(
      Process process,
      Program program,
      Limits limits,
      OpRunner runner,
      Datacenters datacenters,
      long timeMs) {
    this.process = process;
    this.datacenters = datacenters;
    this.statusBefore = process.status;
    this.programBefore = process.programRevision;
    this.viewersBefore = process.spread == null ? Set.of() : process.spread.viewers();
    this.program = program;
    this.limits = limits;
    this.effort = new Effort(process, limits);
    this.draft = new Draft(process, program);
    this.matcher = new Matcher(process, program, effort.steps());
    this.replies = new Replies(draft, runner, effort.steps(), timeMs);
    this.failures = new Failures(draft);
    this.applying = new Applying(draft, matcher, candidates, waiting);
  }

  Process process() {
    return process;
  }

  List<Change> changes() {
    return draft.changes();
  }

  List<Effect> effects() {
    return draft.effects();
  }

  /** Failed attempts and repeated calls. */
  Replies replies() {
    return replies;
  }

  /** Lays the notification's fields over a root fieldset. */
  void start(Judgement.Content fields) {
    process.programRevision = program.revision();
    draft.beginStep();
    process.messages.add(new Message(0, fields.fields(), fields.values()));
    applying.lay(draft.step().root(), 0);
    draft.takeStep();
    changes().add(new Change.StatusChanged(Status.RUNNING, null, process.revision));
  }

  /** Begins with an empty root, as a view of a process that another datacenter started. */
  void startView() {
    process.programRevision = program.revision();
    draft.beginStep();
    draft.step().root();
    draft.takeStep();
    changes().add(new Change.StatusChanged(Status.RUNNING, null, process.revision));
  }

  /** Takes those updates of other datacenters that are due. */
  void takeArrivals() {
    if (process.spread != null) {
      new Arrivals(this, draft, applying).take();
    }
  }

  /** A view that updates came to before their time has something to do. */
  void awaitEarly() {
    if (process.status == Status.QUIESCENT && !process.spread.early().isEmpty()) {
      resume();
    }
  }

  /** Tells the other datacenters, once, and sees whether nothing is to be done in any. */
  void depart() {
    if (process.spread != null && !departed) {
      departed = true;
      boolean met = process.programRevision != programBefore;
      Set<String> knew = process.status == statusBefore ? viewersBefore : Set.of();
      new Departures(draft, datacenters).make(met, knew);
      if (process.spread.isOrigin() && isIdle() && process.spread.isQuietElsewhere(program)) {
        stop(Status.QUIESCENT, null);
      }
    }
  }

  /** From now on the program counts as it is now. */
  void meetProgram() {
    process.programRevision = program.revision();
    draft.beginStep();
    if (process.spread != null) {
      applying.giveUpMoved();
    }
    for (int index = 0; index < process.live.size(); index++) {
      Fieldset fieldset = process.liveAt(index);
      program.candidates(fieldset, ops -> candidates.add(fieldset.number(), ops));
      if (fieldset.hasStale()) {
        draft.step().change(fieldset.number());
      }
    }
    applying.settle();
    draft.takeStep();
  }

  /**
   * Whether the process is as it was before: nothing to tell, and no fieldset touched. A revision
   * of the program that does so need not be remembered; the next one is met all the same.
   */
  boolean hasChangedNothing(Process before) {
    return changes().isEmpty() && effects().isEmpty() && process.fieldsets.equals(before.fieldsets);
  }

  /** Whether an op that catches up can happen. */
  boolean canCatchUp() {
    boolean[] can = new boolean[1];
    for (int index = 0; index < process.live.size(); index++) {
      Fieldset fieldset = process.liveAt(index);
      program.candidates(fieldset, ops -> can[0] = can[0] || canCatchUp(fieldset, ops));
    }
    return can[0];
  }

  private boolean canCatchUp(Fieldset fieldset, OpGroup ops) {
    for (int index = 0; index < ops.size(); index++) {
      Op op = ops.op(index);
      if (op.spec().catchUp() && !program.isPaused(op) && matcher.match(fieldset, op) != null) {
        return true;
      }
    }
    return false;
  }

  /** The process takes up running again, by the program as it is now. */
  void resume() {
    process.programRevision = program.revision();
    process.status = Status.RUNNING;
    // A view that rests has not stopped: counted anew, a loop between two could be endless.
    if (!process.isAway()) {
      process.firings = 0;
    }
    if (process.spread != null) {
      process.spread.haveNews();
    }
    changes().add(new Change.StatusChanged(Status.RUNNING, null, process.revision));
  }

  /**
   * A pending invocation has its reply, which is applied to all that await it.
   *
   * @param late whether an attempt before the one that is under way succeeded
   */
  void answered(int number, Judgement judgement, boolean late) {
    draft.beginStep();
    Invocation invocation = process.invocation(number);
    replies.answer(number, judgement, late);
    applyAnswer(number);
    finish(program.op(invocation.op()), invocation.fieldset());
  }

  /**
   * Invocations that failed for good are made again; see {@link Redrives}.
   *
   * @return whether there was anything to do
   */
  boolean redrive(List<Integer> failed) {
    return new Redrives(this, draft, failures, candidates).redrive(failed);
  }

  /** An invocation of the step under way begins anew; what is known at once is applied. */
  void begin(int number) {
    replies.invokeAgain(number);
    Invocation invocation = process.invocation(number);
    if (invocation.isAnswered()) {
      applyAnswer(number);
    } else {
      process.wakeAt(invocation.dueMs());
    }
    finish(program.op(invocation.op()), invocation.fieldset());
  }

  private void applyAnswer(int number) {
    if (process.isAwaited(number)) {
      failures.look(number);
    }
    for (int fieldset : process.live.toArray()) {
      if (process.fieldsets.get(fieldset).awaited().contains(number)) {
        applying.apply(fieldset, number);
      }
    }
  }

  /** The time of a timer has come: it replies, if somebody still awaits it. */
  void timerReplies(int number) {
    if (process.isAwaited(number)) {
      answered(number, replies.run(number, program.op(process.invocation(number).op())), false);
    }
  }

  /** Fires until nothing happens at once, and sees whether the process is at its end. */
  void complete() {
    while (process.status == Status.RUNNING && fireNext()) {
      // Each round takes one pair of fieldset and op off the candidates; the limits end loops.
    }
    if (isIdle()) {
      if (process.spread == null) {
        stop(Status.QUIESCENT, null);
      } else if (!process.spread.isOrigin() && process.spread.early().isEmpty()) {
        rest();
      }
    }
  }

  /** Whether it runs, but nothing is to be done here. */
  private boolean isIdle() {
    return process.status == Status.RUNNING && !process.awaitsAnything() && !isHeld();
  }

  /** Nothing is to be done in this view; whether that is the end is for the origin to find out. */
  private void rest() {
    process.status = Status.QUIESCENT;
    process.wakeMs = Timers.NEVER;
    changes().add(new Change.StatusChanged(Status.QUIESCENT, null, process.revision));
  }

  /** Whether something could happen if no op was paused. */
  private boolean isHeld() {
    return program.hasPaused() && new PausedOps(process, program, matcher).hold();
  }

  /** Sees when it wants to be looked at again, after it was because of a timer. */
  void rearm() {
    if (process.status == Status.RUNNING) {
      process.rearm(program);
    }
  }

  /** Looks at the next pair; what has to wait comes when there is nothing else. */
  private boolean fireNext() {
    Candidates.Pair pair = candidates.poll();
    boolean mayWait = pair == null;
    if (mayWait) {
      pair = waiting.poll();
    }
    if (pair == null) {
      return false;
    }
    Fieldset fieldset = process.fieldsets.get(pair.fieldset());
    Matcher.Match match = matcher.match(fieldset, pair.op());
    effort.count();
    if (process.firings > limits.firings()) {
      refuse(Reason.LIMIT_FIRINGS, pair.op().path(), pair.fieldset());
      return false;
    }
    if (pair.hasRest() && (match != null || Matcher.isPossible(fieldset, pair.op()))) {
      candidates.addRest(pair);
    }
    if (match == null || program.isPaused(pair.op())) {
      return true;
    }
    if (mayWait || isImmediate(pair.op(), match)) {
      fire(pair.fieldset(), pair.op(), match);
    } else {
      waiting.add(pair.fieldset(), pair.op());
    }
    return true;
  }

  private boolean isImmediate(Op op, Matcher.Match match) {
    Invocation known = process.invocation(match.invocation());
    return op.action().inProcess() || (known != null && known.isAnswered());
  }

  private void fire(int fieldset, Op op, Matcher.Match match) {
    draft.beginStep();
    process.firings++;
    int number = match.invocation();
    if (number == 0) {
      number = replies.invoke(fieldset, op, match.key());
      failures.look(number);
    }
    Invocation invocation = process.invocation(number);
    if (invocation.isAnswered()) {
      applying.apply(fieldset, number);
    } else {
      draft.step().change(fieldset).awaited().add(number);
      process.wakeAt(invocation.dueMs());
    }
    finish(op, fieldset);
  }

  /** Ends a step: what it left behind, then the limits. */
  private void finish(Op op, int fieldset) {
    finish(op.path(), fieldset);
  }

  /**
   * Ends a step.
   *
   * @param by the path of its op, or the datacenter whose update it was
   */
  void finish(String by, int fieldset) {
    applying.settle();
    Reason passed = passedLimit();
    if (passed == null) {
      draft.takeStep();
      if (failures.failsProcess()) {
        stop(Status.FAILED, Reason.OP_FAILED);
      }
      return;
    }
    draft.undoStep();
    refuse(passed, by, fieldset);
  }

  private void refuse(Reason passed, String by, int fieldset) {
    changes().add(new Change.Refused(passed, by, process.fieldsets.get(fieldset).id()));
    stop(Status.FAILED, passed);
  }

  private Reason passedLimit() {
    if (process.live.size() > limits.fieldsets()) {
      return Reason.LIMIT_FIELDSETS;
    }
    effort.count();
    if (process.firings > limits.firings()) {
      return Reason.LIMIT_FIRINGS;
    }
    return draft.step().totals().bytes() > limits.bytes() ? Reason.LIMIT_BYTES : null;
  }

  /** The process stops running, and awaits nothing if it did not end by itself. */
  void stop(Status status, Reason reason) {
    boolean concludes = process.spread == null || process.spread.isOrigin();
    process.status = status;
    process.reason = reason;
    process.revision += concludes ? 1 : 0;
    process.firings = 0;
    process.wakeMs = Timers.NEVER;
    if (status.isFinal()) {
      process.forgetMemory();
    }
    changes().add(new Change.StatusChanged(status, reason, process.revision));
    if (concludes) {
      List<Field> returns = program.op(process.notification).returns();
      effects()
          .add(
              new Effect.Outcome(
                  status,
                  reason,
                  process.revision,
                  PresentFields.ofLive(process, program, returns)));
    }
  }
}
