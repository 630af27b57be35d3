package io.madcloud.engine.scenario;

import io.madcloud.engine.Datacenters;
import io.madcloud.engine.Effect;
import io.madcloud.engine.Engine;
import io.madcloud.engine.InProcess;
import io.madcloud.engine.Incarnation;
import io.madcloud.engine.Input;
import io.madcloud.engine.Limits;
import io.madcloud.engine.Process;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.Status;
import io.madcloud.engine.Timers;
import io.madcloud.engine.Turn;
import io.madcloud.engine.Update;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.op.OpReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Processes on the pure engine, without Kafka: what scenarios and test kits play on. Time stands
 * still but for {@link #advance}. Not thread-safe.
 */
public final class Rehearsal implements Stage {

  /** Sees every turn, in order. */
  @FunctionalInterface
  public interface Observer {

    /**
     * A turn was taken, be it that the input was rejected.
     *
     * @param program that was declared then
     * @param before null when there was no such process
     */
    void turned(Program program, Process before, Input input, Turn turn);
  }

  /** Looks away. */
  public static final Observer UNOBSERVED = (program, before, input, turn) -> {};

  private final Engine engine;
  private final ProgramCompiler compiler;
  private final Observer observer;
  private final BiConsumer<String, Update> link;
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private Program program;
  private long timeMs;
  private long notifications;

  /**
   * Begins with a program.
   *
   * @param program compiled by {@code compiler}
   */
  public Rehearsal(Limits limits, ProgramCompiler compiler, Program program, Observer observer) {
    this(limits, compiler, program, observer, Datacenters.NONE, (datacenter, update) -> {});
  }

  /**
   * Begins with a program in one of several datacenters.
   *
   * @param link is given what other datacenters are to be told
   */
  Rehearsal(
      Limits limits,
      ProgramCompiler compiler,
      Program program,
      Observer observer,
      Datacenters datacenters,
      BiConsumer<String, Update> link) {
    this.engine = new Engine(limits, InProcess::run, datacenters);
    this.link = link;
    this.compiler = compiler;
    this.program = program;
    this.observer = observer;
  }

  /** Begins with a program, unobserved. */
  public Rehearsal(Limits limits, ProgramCompiler compiler, Program program) {
    this(limits, compiler, program, UNOBSERVED);
  }

  /** Begins with nothing declared. */
  public Rehearsal(Limits limits, ProgramCompiler compiler, Observer observer) {
    this(limits, compiler, Program.EMPTY, observer);
  }

  @Override
  public Program program() {
    return program;
  }

  @Override
  public List<ProcessView> processes() {
    return processes.values().stream().map(process -> process.view(program)).toList();
  }

  @Override
  public Rejection notify(String op, String process, Map<String, Object> fields) {
    Incarnation incarnation = new Incarnation("notifications", 0, notifications++);
    return turn(process, new Input.Notification(timeMs, process, incarnation, op, fields, null));
  }

  @Override
  public Rejection reply(String op, String process, OpReply reply) {
    Process known = processes.get(process);
    if (known == null) {
      return Rejection.UNKNOWN_PROCESS;
    }
    int invocation = known.oldestPendingCall(program, op);
    return invocation == 0
        ? Rejection.NOT_PENDING
        : turn(
            process,
            new Input.Reply(
                timeMs, known.incarnation(), invocation, Input.Reply.ANY_ATTEMPT, reply));
  }

  @Override
  public Op pending(String op, String process) {
    Process known = processes.get(process);
    int invocation = known == null ? 0 : known.oldestPendingCall(program, op);
    return invocation == 0 ? null : program.op(known.invocation(invocation).op());
  }

  @Override
  public Rejection declare(Declaration declaration) {
    Compiled compiled = compiler.compile(declaration, program, program.revision() + 1);
    if (!compiled.mistakes().isEmpty()) {
      return Rejection.INVALID_PROGRAM;
    }
    return change(compiled.program());
  }

  @Override
  public Rejection remove(String path) {
    return change(program.without(program.revision() + 1, path));
  }

  /** Pauses an op, or all ops in a folder: they are not fired until they are resumed. */
  public Rejection pause(String path) {
    return change(program.paused(program.revision() + 1, path));
  }

  /** Resumes an op, or all ops in a folder; every process catches up at once. */
  public Rejection resume(String path) {
    return change(program.resumed(program.revision() + 1, path));
  }

  @Override
  public Rejection cancel(String process) {
    return turn(process, new Input.Cancel(timeMs));
  }

  /** Has those invocations of an op made again that failed for good; null is of any op. */
  public Rejection redrive(String op, String process) {
    return turn(process, new Input.Redrive(timeMs, op, null));
  }

  @Override
  public void advance(long durationMs) {
    long untilMs = timeMs + durationMs;
    for (Due next = nextDue(untilMs); next != null; next = nextDue(untilMs)) {
      timeMs = Math.max(timeMs, next.timer.dueMs());
      Input input =
          new Input.Timer(timeMs, next.timer.invocation(), next.timer.attempt(), next.timer.kind());
      turn(next.process, input);
    }
    timeMs = untilMs;
  }

  /** Another datacenter tells something of a process. */
  void arrive(Update update) {
    turn(update.process(), new Input.Arrival(timeMs, update));
  }

  /** The time that it is, in milliseconds. */
  long timeMs() {
    return timeMs;
  }

  /** When the next timer falls due; {@link Timers#NEVER} if none does until a time. */
  long nextDueMs(long untilMs) {
    Due next = nextDue(untilMs);
    return next == null ? Timers.NEVER : next.timer.dueMs();
  }

  private record Due(String process, Timers.Timer timer) {}

  private Due nextDue(long untilMs) {
    Due earliest = null;
    for (Process process : processes.values()) {
      if (process.status() == Status.RUNNING) {
        // Calls are answered by events alone, however late.
        Timers.Timer timer = Timers.earliest(process, program, kind -> kind == Timers.Kind.REPLY);
        if (timer != null
            && timer.dueMs() <= untilMs
            && (earliest == null || timer.dueMs() < earliest.timer.dueMs())) {
          earliest = new Due(process.id(), timer);
        }
      }
    }
    return earliest;
  }

  /** Has all processes meet a program, which is null where there is no such op. */
  private Rejection change(Program changed) {
    if (changed == null) {
      return Rejection.UNKNOWN_OP;
    }
    program = changed;
    for (String process : new ArrayList<>(processes.keySet())) {
      turn(process, new Input.ProgramChange(timeMs));
    }
    return null;
  }

  private Rejection turn(String process, Input input) {
    Process before = processes.get(process);
    Turn turn = engine.turn(program, before, input);
    if (turn.process() != null) {
      processes.put(process, turn.process());
    }
    observer.turned(program, before, input, turn);
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.Send send) {
        link.accept(send.datacenter(), send.update());
      }
    }
    return turn.rejected() == null ? null : turn.rejected().reason();
  }
}
