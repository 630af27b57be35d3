package io.madcloud.engine;

import io.madcloud.engine.program.Program;
import io.madcloud.engine.scenario.Rehearsal;
import io.madcloud.op.OpReply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Runs a confluent program to its end. Servers answer the same inputs with the same messages; in
 * which order they answer is up to the caller.
 */
final class ConfluentRun {

  /** Chooses the invocation that is answered next. */
  @FunctionalInterface
  interface ReplyOrder {
    int choose(List<Integer> pending);
  }

  private static final Limits LIMITS = new Limits(120, 2_000, 100_000);
  private static final Incarnation INCARNATION = new Incarnation("notifications", 0, 0);

  private final RandomAnswers answers;
  private final Engine engine = new Engine(LIMITS);
  private final Rehearsal.Observer observer;
  private Program program;
  private Process process;

  private ConfluentRun(Program program, long seed, Rehearsal.Observer observer) {
    this.program = program;
    this.answers = new RandomAnswers(seed);
    this.observer = observer;
  }

  /**
   * @param seed of what servers answer
   */
  static ConfluentRun of(Program program, long seed) {
    return new ConfluentRun(program, seed, (met, before, input, turn) -> {});
  }

  /** A slower one that checks the invariants after every turn. */
  static ConfluentRun checked(Program program, long seed) {
    return new ConfluentRun(program, seed, new Invariants(LIMITS));
  }

  /** The live fieldsets at the end as maps by path, or null when a limit was passed. */
  Set<Map<String, Object>> run(Map<String, Object> notification, ReplyOrder order) {
    turn(new Input.Notification(0, "p", INCARNATION, ConfluentProgram.START, notification, null));
    while (process.status() == Status.RUNNING) {
      answer(order.choose(pending()));
    }
    return process.status() == Status.QUIESCENT ? live() : null;
  }

  /**
   * The same, while ops are paused and resumed at random; in the end none is paused.
   *
   * @param chance of pauses, and of the order of replies
   */
  Set<Map<String, Object>> runWithPauses(
      Map<String, Object> notification, SplittableRandom chance) {
    pauseAndResume(chance);
    turn(new Input.Notification(0, "p", INCARNATION, ConfluentProgram.START, notification, null));
    while (process.status() == Status.RUNNING) {
      List<Integer> pending = pending();
      if (!pending.isEmpty() && chance.nextBoolean()) {
        answer(pending.get(chance.nextInt(pending.size())));
      } else if (chance.nextInt(4) > 0) {
        pauseAndResume(chance);
      } else {
        meet(program.resumed(program.revision() + 1, "/"));
      }
    }
    return process.status() == Status.QUIESCENT ? live() : null;
  }

  private void pauseAndResume(SplittableRandom chance) {
    List<String> ops = List.copyOf(program.ops().keySet());
    String path = ops.get(chance.nextInt(ops.size()));
    Program changed =
        chance.nextBoolean()
            ? program.paused(program.revision() + 1, path)
            : program.resumed(program.revision() + 1, path);
    if (changed != null) { // It was no notification.
      meet(changed);
    }
  }

  private void meet(Program changed) {
    program = changed;
    if (process != null) {
      turn(new Input.ProgramChange(0));
    }
  }

  private void answer(int invocation) {
    OpReply reply = OpReply.of(messages(process.invocation(invocation)));
    turn(new Input.Reply(0, INCARNATION, invocation, Input.Reply.ANY_ATTEMPT, reply));
  }

  private void turn(Input input) {
    Turn turn = engine.turn(program, process, input);
    observer.turned(program, process, input, turn);
    process = turn.process();
  }

  private List<Integer> pending() {
    List<Integer> pending = new ArrayList<>();
    for (int number = 1; number <= process.invocationCount(); number++) {
      if (process.invocation(number).isPending()) {
        pending.add(number);
      }
    }
    return pending;
  }

  private Set<Map<String, Object>> live() {
    Set<Map<String, Object>> live = new HashSet<>();
    for (ProcessView.FieldsetView fieldset : process.view(program).fieldsets()) {
      if (!fieldset.closed()) {
        live.add(fieldset.fields());
      }
    }
    return live;
  }

  /** What the server of an op answers to these inputs, whenever it is asked. */
  private List<Map<String, Object>> messages(Invocation invocation) {
    return answers.messages(program.op(invocation.op()), invocation, process);
  }
}
