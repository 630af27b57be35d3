package io.madcloud.testkit;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Input;
import io.madcloud.engine.Process;
import io.madcloud.engine.Turn;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import io.madcloud.engine.scenario.Rehearsal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers of all turns what processes do not show: what was asked of whom, what failed. */
final class TurnLog implements Rehearsal.Observer {

  /**
   * What went out of the engine: a call, or the record of a one-way op.
   *
   * @param inputs by local name, as the server sees them
   */
  record Request(int invocation, Op op, Map<String, Object> inputs) {

    /** Whether these are its inputs, all of them. */
    boolean carries(Map<String, ?> written) {
      Map<String, Object> expected = new HashMap<>();
      written.forEach((local, value) -> expected.put(local, Written.plain(value)));
      for (Slot slot : op.in()) {
        expected.computeIfPresent(
            slot.local(), (local, value) -> Written.typed(value, slot.field().type()));
      }
      return expected.equals(inputs);
    }
  }

  private final Map<String, List<Request>> requests = new HashMap<>();
  private final Map<String, Map<Integer, String>> errors = new HashMap<>();
  private String refusal;

  @Override
  public void turned(Program program, Process before, Input input, Turn turn) {
    refusal = turn.rejected() == null ? null : turn.rejected().detail();
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.Call call && call.attempt() == 1) {
        remember(turn, new Request(call.invocation(), call.op(), call.inputs()));
      } else if (effect instanceof Effect.Publish publish) {
        remember(turn, new Request(publish.invocation(), publish.op(), publish.inputs()));
      } else if (effect instanceof Effect.DeadLetter letter) {
        errors
            .computeIfAbsent(turn.process().id(), id -> new HashMap<>())
            .put(letter.invocation(), letter.error());
      }
    }
  }

  /** What was asked on behalf of a process, in order. */
  List<Request> requests(String process) {
    return requests.getOrDefault(process, List.of());
  }

  /** What went out for one invocation; null when nothing did. */
  Request request(String process, int invocation) {
    for (Request request : requests(process)) {
      if (request.invocation == invocation) {
        return request;
      }
    }
    return null;
  }

  /** The last errors of invocations that failed for good, by their numbers. */
  Map<Integer, String> errors(String process) {
    return errors.getOrDefault(process, Map.of());
  }

  /** Why the last turn refused its input, for people; null when it did not. */
  String refusal() {
    return refusal;
  }

  /** What comes next may be refused without a turn. */
  void forgetRefusal() {
    refusal = null;
  }

  private void remember(Turn turn, Request request) {
    requests.computeIfAbsent(turn.process().id(), id -> new ArrayList<>()).add(request);
  }
}
