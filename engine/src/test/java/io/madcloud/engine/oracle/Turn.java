package io.madcloud.engine.oracle;

import java.util.List;

/** What happens to one process at one moment, with one revision of the program. */
final class Turn {
  private final Program program;
  private final Limits limits;
  private final ProcessState process;
  private final long nowMs;
  private boolean failsProcess;

  Turn(Program program, Limits limits, ProcessState process, long nowMs) {
    this.program = program;
    this.limits = limits;
    this.process = process;
    this.nowMs = nowMs;
  }

  /**
   * Fires all that can happen and is not paused, until nothing is left; then the process may be
   * quiescent.
   */
  void proceed() {
    while (process.isRunning()) {
      Matching matching = new Matching(program, process);
      List<Matching.Pair> pairs = notPaused(matching);
      if (pairs.isEmpty()) {
        break;
      }
      pairs.stream()
          .filter(matching::isImmediate)
          .findFirst()
          .ifPresentOrElse(pair -> step(() -> fire(pair)), () -> fireAll(pairs));
    }
    if (process.isRunning()
        && new Matching(program, process).pairs().isEmpty()
        && process.live().stream().allMatch(f -> f.awaited.isEmpty())) {
      process.stop(ProcessState.Status.QUIESCENT, null);
    }
  }

  private List<Matching.Pair> notPaused(Matching matching) {
    return matching.pairs().stream()
        .filter(pair -> !program.paused().contains(pair.op().path()))
        .toList();
  }

  /** Takes notice of a new revision of the program. */
  void touch(boolean declared) {
    if (declared && process.status == ProcessState.Status.QUIESCENT) {
      boolean catchesUp =
          notPaused(new Matching(program, process)).stream().anyMatch(pair -> pair.op().catchUp());
      if (catchesUp) {
        process.status = ProcessState.Status.RUNNING;
      }
    }
    if (process.isRunning()) {
      new Settling(program, process).settle();
      proceed();
    }
  }

  /** Takes the reply to a pending invocation, whether anything awaits it or not. */
  void take(int number, Reply reply) {
    step(
        () -> {
          Invocation invocation = process.invocation(number);
          boolean awaited = !process.awaiting(number).isEmpty();
          finish(invocation, reply);
          if (awaited) {
            superviseOthers(invocation);
          }
          Laying laying = new Laying(program, process);
          process.awaiting(number).forEach(each -> laying.apply(each, invocation));
        });
    proceed();
  }

  /** Calls and timers: every one of {@code pairs} is fired before any reply is looked at. */
  private void fireAll(List<Matching.Pair> pairs) {
    for (Matching.Pair pair : pairs) {
      if (process.isRunning()
          && new Matching(program, process).canHappen(pair.fieldset(), pair.op())) {
        step(() -> fire(pair));
      }
    }
  }

  private void fire(Matching.Pair pair) {
    process.firings++;
    Matching matching = new Matching(program, process);
    Laying laying = new Laying(program, process);
    Fieldset fieldset = pair.fieldset();
    Op op = pair.op();
    Key key = matching.key(fieldset, op);
    Invocation invocation = process.find(key);
    if (invocation == null) {
      invocation =
          new Invocation(
              process.invocations.size() + 1,
              key,
              op,
              matching.inputs(fieldset, op),
              laying.groundedOn(key),
              fieldset.id,
              nowMs + op.delayMs());
      process.invocations.add(invocation);
      if (op.inProcess()) {
        finish(invocation, Reply.compute(op, invocation.inputs));
        superviseOthers(invocation);
      }
    }
    if (invocation.isReplied()) {
      laying.apply(fieldset, invocation);
    } else {
      fieldset.awaited.add(invocation.number);
    }
  }

  private static void finish(Invocation invocation, Reply reply) {
    invocation.status = reply.failed() ? Invocation.Status.FAILED : Invocation.Status.DONE;
    invocation.messages = reply.messages();
  }

  /** What the failure of an op that somebody awaits does to others. */
  private void superviseOthers(Invocation invocation) {
    if (invocation.status == Invocation.Status.FAILED) {
      Op.OnFailure onFailure = invocation.op.onFailure();
      switch (onFailure.word()) {
        case "drop-folder" -> process.drop(onFailure.folder());
        case "fail-process" -> failsProcess = true;
        default -> {}
      }
    }
  }

  /** One step: it takes place as a whole, or not at all when it would pass a limit. */
  private void step(Runnable change) {
    ProcessState before = process.copy();
    change.run();
    new Settling(program, process).settle();
    String reason = limits.passedBy(process, program);
    if (reason != null) {
      process.become(before);
      process.stop(ProcessState.Status.FAILED, reason);
    } else if (failsProcess && process.isRunning()) {
      process.stop(ProcessState.Status.FAILED, "op-failed");
    }
  }
}
