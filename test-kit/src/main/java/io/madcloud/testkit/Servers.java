package io.madcloud.testkit;

import io.madcloud.engine.ProcessView;
import io.madcloud.engine.program.Action;
import io.madcloud.engine.scenario.Rehearsal;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpReply;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Those who answer calls in a test, by the names that programs call them by. Calls to others wait
 * for the test.
 */
final class Servers {

  private final Map<String, BiFunction<String, OpCall, OpReply>> servers = new HashMap<>();

  void add(String name, BiFunction<String, OpCall, OpReply> answers) {
    servers.put(name, answers);
  }

  /** Has them answer until no call to them is pending: the oldest process, the oldest call. */
  void answerAll(Rehearsal rehearsal, TurnLog log) {
    Map<String, Integer> attempts = new HashMap<>();
    while (!servers.isEmpty() && answersNext(rehearsal, log, attempts)) {
      // An answer may lead to other calls; the engine's limits end what would not end.
    }
  }

  private boolean answersNext(Rehearsal rehearsal, TurnLog log, Map<String, Integer> attempts) {
    for (ProcessView process : rehearsal.processes()) {
      for (ProcessView.InvocationView invocation : process.invocations()) {
        TurnLog.Request asked = log.request(process.id(), invocation.id());
        if (invocation.status().equals("pending")
            && asked != null
            && asked.op().action() instanceof Action.Call call
            && servers.containsKey(call.server())) {
          int attempt = attempts.merge(process.id() + "/" + invocation.id(), 1, Integer::sum);
          long timeoutMs = asked.op().spec().supervision().timeoutMs();
          OpCall handled =
              new OpCall(asked.inputs(), process.id(), invocation.id(), attempt, timeoutMs);
          OpReply reply = servers.get(call.server()).apply(invocation.op(), handled);
          rehearsal.reply(invocation.op(), process.id(), reply);
          return true;
        }
      }
    }
    return false;
  }
}
