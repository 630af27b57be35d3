package io.madcloud.engine;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Computation;
import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Steps;
import io.madcloud.op.OpReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pure state machine of the model: {@code turn(program, process, input) -> process, effects}.
 * Total, deterministic, without clock, threads or I/O. Thread-safe.
 */
public final class Engine {

  private final Limits limits;
  private final OpRunner runner;
  private final Datacenters datacenters;

  /** An engine that runs in-process ops in the calling thread, in the only datacenter. */
  public Engine(Limits limits) {
    this(limits, InProcess::run, Datacenters.NONE);
  }

  /**
   * An engine with a runner of its own.
   *
   * @param runner called during turns; must answer the same call with the same reply
   * @param datacenters that share its processes; where there are none, all ops are run here,
   *     whatever they say of their residence
   */
  public Engine(Limits limits, OpRunner runner, Datacenters datacenters) {
    this.limits = limits;
    this.runner = runner;
    this.datacenters = datacenters;
  }

  /**
   * What one input does to one process.
   *
   * @param process null when there is none with the input's process id
   */
  public Turn turn(Program program, Process process, Input input) {
    if (input instanceof Input.Notification notification) {
      return start(program, process, notification);
    }
    if (input instanceof Input.Arrival arrival) {
      return arrival(program, process, arrival);
    }
    if (process == null) {
      return rejected(
          null, Rejection.UNKNOWN_PROCESS, "Expected a known process, but there is none");
    }
    if (input instanceof Input.Reply reply) {
      return reply(program, process, reply);
    }
    if (input instanceof Input.Timer timer) {
      return timer(program, process, timer);
    }
    if (input instanceof Input.ProgramChange) {
      return programChange(program, process, input);
    }
    if (input instanceof Input.Cancel) {
      return cancel(program, process, input);
    }
    if (input instanceof Input.Redrive redrive) {
      return redrive(program, process, redrive);
    }
    throw new IllegalArgumentException("Expected a known input, but found " + input.getClass());
  }

  private Turn start(Program program, Process known, Input.Notification input) {
    Op op = program.op(input.op());
    if (op == null) {
      return rejected(
          known, Rejection.UNKNOWN_OP, "Expected a declared op, but found " + input.op());
    }
    if (!(op.action() instanceof Action.Notify notify)) {
      return rejected(
          known,
          Rejection.NOT_A_NOTIFICATION,
          "Expected a notification op, but " + op + " has inputs");
    }
    if (known != null) {
      return rejected(
          known,
          Rejection.DUPLICATE_PROCESS,
          "Expected a new process id, but " + input.process() + " exists");
    }
    Judgement judgement = Judgement.of(op, OpReply.of(input.fields()));
    if (judgement.error() == null && notify.computation() != null) {
      judgement = computed(program, op, notify.computation(), conformed(op, input.fields()));
    }
    if (judgement.error() != null) {
      return rejected(null, judgement.rejection(), judgement.detail());
    }
    Process process =
        new Process(input.process(), input.incarnation(), op.number(), input.traceparent());
    if (datacenters.areSeveral()) {
      process.spread = new Spread(datacenters.here(), datacenters.here(), op.path());
    }
    Run run = run(process, program, input.timeMs());
    run.start(judgement.messages().get(0));
    if (process.bytes() > limits.bytes()) {
      return rejected(
          null,
          Rejection.LIMIT_BYTES,
          "Expected at most " + limits.bytes() + " bytes, but the fields have " + process.bytes());
    }
    run.complete();
    return turned(run, input);
  }

  private Run run(Process process, Program program, long timeMs) {
    return new Run(process, program, limits, runner, datacenters, timeMs);
  }

  private Turn arrival(Program program, Process before, Input.Arrival input) {
    Update update = input.update();
    if (before != null && !isOf(before, update.start())) {
      return rejected(
          before,
          Rejection.OTHER_PROCESS,
          "Expected an update of the process that %s started, but it is of one that %s started"
              .formatted(before.incarnation(), update.start().incarnation()));
    }
    if (before != null && before.spread.isKnown(update)) {
      return rejected(
          before,
          Rejection.DUPLICATE_UPDATE,
          "Expected a new update, but number %d of %s was taken before"
              .formatted(update.number(), update.from()));
    }
    Run run;
    if (before == null) {
      run = run(Process.view(update, datacenters.here(), program), program, input.timeMs());
      run.startView();
    } else {
      run = meeting(program, before, input.timeMs());
    }
    run.process().spread.early().add(update);
    run.takeArrivals();
    run.awaitEarly();
    run.complete();
    return turned(run, input);
  }

  private static boolean isOf(Process process, Update.Start start) {
    return process.spread != null
        && process.spread.origin().equals(start.datacenter())
        && process.incarnation().equals(start.incarnation());
  }

  /** Values as their fields declare them, all of which are known to fit. */
  private static Map<String, Object> conformed(Op op, Map<String, Object> fields) {
    Map<String, Object> conformed = new HashMap<>();
    fields.forEach((local, value) -> conformed.put(local, op.out(local).type().conform(value)));
    return conformed;
  }

  /** The event's fields, overlaid with those computed from them. */
  private static Judgement computed(
      Program program, Op op, Computation computation, Map<String, Object> fields) {
    Map<String, Object> all = new HashMap<>(fields);
    try {
      all.putAll(computation.messages(fields::get, new Steps(Steps.MOST)).get(0));
    } catch (ExpressionException e) {
      return new Judgement(
          null,
          Judgement.EXPRESSION_ERROR,
          Rejection.EXPRESSION_ERROR,
          "Expected the expressions of %s to have values, but: %s"
              .formatted(op, ErrorTexts.ofExpression(program, op.out(), e.getMessage())),
          false);
    }
    return Judgement.of(op, OpReply.of(all));
  }

  private Turn reply(Program program, Process before, Input.Reply input) {
    boolean meant = input.incarnation() == null || input.incarnation().equals(before.incarnation());
    Invocation invocation = meant ? before.invocation(input.invocation()) : null;
    if (invocation == null
        || !invocation.isPending()
        || !(program.op(invocation.op()).action() instanceof Action.Call)
        || isRepeated(input, invocation)) {
      return new Turn(before, List.of(notPending(input, invocation)));
    }
    Run run = meeting(program, before, input.timeMs());
    if (!run.process().invocation(input.invocation()).isPending()) {
      run.effects().add(notPending(input, invocation));
      return turned(run, run.replies().hiding(input));
    }
    return reply(run, program.op(invocation.op()), run.replies().hiding(input), invocation);
  }

  private static Turn reply(Run run, Op op, Input.Reply input, Invocation invocation) {
    Judgement judgement = Judgement.of(op, input.reply());
    take(run, input.invocation(), judgement, isLate(input, invocation));
    if (judgement.rejection() != null) {
      run.effects().add(new Effect.Rejected(judgement.rejection(), judgement.detail(), false));
    }
    run.complete();
    return turned(run, input);
  }

  private static void take(Run run, int invocation, Judgement judgement, boolean late) {
    if (!run.replies().retried(invocation, judgement)) {
      run.answered(invocation, judgement, late);
    }
  }

  private Turn timer(Program program, Process before, Input.Timer input) {
    Invocation invocation = before.invocation(input.invocation());
    if (invocation == null
        || !invocation.isPending()
        || invocation.attempts() + 1 != input.attempt()
        || !isOf(program.op(invocation.op()), input.kind())
        || (input.kind() == Timers.Kind.REPLY && invocation.dueMs() > input.timeMs())
        || !before.isAwaited(input.invocation())) {
      return unchanged(before);
    }
    Run run = meeting(program, before, input.timeMs());
    if (run.process().invocation(input.invocation()).isPending()) {
      switch (input.kind()) {
        case REPLY -> run.timerReplies(input.invocation());
        case RETRY, RELEASE -> run.replies().callAgain(input.invocation());
        case TIMEOUT -> {
          long timeoutMs = program.op(invocation.op()).spec().supervision().timeoutMs();
          take(run, input.invocation(), Judgement.timedOut(timeoutMs), false);
        }
      }
    }
    run.complete();
    if (input.kind() != Timers.Kind.RELEASE) {
      run.rearm();
    }
    return turned(run, input);
  }

  private static boolean isOf(Op op, Timers.Kind kind) {
    return (op.action() instanceof Action.Call) == (kind != Timers.Kind.REPLY);
  }

  private Turn programChange(Program program, Process before, Input input) {
    Run run;
    if (before.status() == Status.RUNNING && before.programRevision != program.revision()) {
      run = meeting(program, before, input.timeMs());
    } else if (before.status() == Status.QUIESCENT) {
      run = run(before.copy(), program, input.timeMs());
      if (run.canCatchUp()) {
        run.resume();
        run.meetProgram();
      }
      run.takeArrivals();
    } else {
      return unchanged(before);
    }
    run.complete();
    run.depart();
    return run.hasChangedNothing(before) ? unchanged(before) : turned(run, input);
  }

  private Turn cancel(Program program, Process before, Input input) {
    if (before.status() != Status.RUNNING) {
      return rejected(
          before,
          Rejection.NOT_RUNNING,
          "Expected a running process, but it is " + before.status().text());
    }
    Run run = run(before.copy(), program, input.timeMs());
    run.stop(Status.CANCELLED, null);
    return turned(run, input);
  }

  private Turn redrive(Program program, Process before, Input.Redrive input) {
    if (before.status().isFinal()) {
      return rejected(
          before,
          Rejection.NOT_RUNNING,
          "Expected a process that runs or is quiescent, but it is " + before.status().text());
    }
    List<Integer> failed = new ArrayList<>();
    for (int number = 1; number <= before.invocationCount(); number++) {
      Invocation invocation = before.invocation(number);
      Op op = program.op(invocation.op());
      if (invocation.state() == Invocation.State.FAILED
          && input.means(number, op.path())
          && !program.isPaused(op)) {
        failed.add(number);
      }
    }
    Run run = meeting(program, before, input.timeMs());
    if (!run.redrive(failed)) {
      return rejected(
          before,
          Rejection.NOT_FAILED,
          "Expected an invocation that failed, whose inputs are still there and whose op is not"
              + " paused, but there is none");
    }
    run.complete();
    return turned(run, input);
  }

  /** A turn of a process that first takes notice of a changed program. */
  private Run meeting(Program program, Process before, long timeMs) {
    Run run = run(before.copy(), program, timeMs);
    if (before.status() == Status.RUNNING && before.programRevision != program.revision()) {
      run.meetProgram();
      run.takeArrivals();
      run.complete();
    }
    return run;
  }

  private static Turn turned(Run run, Input cause) {
    Process process = run.process();
    run.depart();
    process.turn++;
    List<Effect> effects = new ArrayList<>(run.effects().size() + 1);
    effects.add(
        new Effect.Journal(
            process.turn, process.programRevision, cause, List.copyOf(run.changes())));
    effects.addAll(run.effects());
    return new Turn(process, effects);
  }

  /** Whether a failed attempt is reported that was counted already. */
  private static boolean isRepeated(Input.Reply input, Invocation invocation) {
    return input.reply() instanceof OpReply.Failure && isLate(input, invocation);
  }

  /** Whether an attempt that counts as failed, as a rule by a time-out, succeeded after all. */
  private static boolean isLate(Input.Reply input, Invocation invocation) {
    return input.attempt() != Input.Reply.ANY_ATTEMPT && input.attempt() <= invocation.attempts();
  }

  private static Effect.Rejected notPending(Input.Reply input, Invocation invocation) {
    boolean duplicate =
        invocation != null && (invocation.isAnswered() || isRepeated(input, invocation));
    return new Effect.Rejected(
        Rejection.NOT_PENDING,
        "Expected a pending call, but invocation " + input.invocation() + " is none",
        duplicate);
  }

  private static Turn unchanged(Process process) {
    return new Turn(process, List.of());
  }

  private static Turn rejected(Process process, Rejection reason, String detail) {
    return new Turn(
        process,
        List.of(new Effect.Rejected(reason, detail, reason == Rejection.DUPLICATE_PROCESS)));
  }
}
