package io.madcloud.engine;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** What is stored of a process, as text: two processes with equal texts are the same. */
final class StateText {

  private StateText() {}

  static String of(Process process) {
    ProcessState state = process.state();
    StringBuilder text = new StringBuilder();
    text.append(
        List.of(
            state.id(),
            String.valueOf(state.incarnation()),
            state.notification(),
            state.status(),
            String.valueOf(state.reason()),
            state.revision(),
            state.turn(),
            state.programRevision(),
            state.firings(),
            state.wakeMs(),
            state.droppedFolders()));
    for (Message message : state.messages()) {
      text.append("\nmessage ").append(message);
      for (Object value : message.values()) {
        text.append(' ').append(value.getClass().getSimpleName());
      }
    }
    for (Invocation invocation : state.invocations()) {
      text.append("\ninvocation ")
          .append(
              List.of(
                  invocation.op(),
                  Arrays.toString(invocation.key()),
                  invocation.fieldset(),
                  invocation.state(),
                  invocation.firstMessage(),
                  invocation.messages(),
                  invocation.attempts(),
                  invocation.forgiven(),
                  invocation.dueMs(),
                  invocation.paused(),
                  String.valueOf(invocation.error()),
                  String.valueOf(invocation.elsewhere()),
                  invocation.superseded()));
    }
    state.fieldsets().forEach(fieldset -> append(text, fieldset));
    if (state.spread() != null) {
      append(text, state.spread());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, SpreadState spread) {
    text.append("\nspread ")
        .append(
            List.of(
                spread.here(),
                spread.origin(),
                spread.notification(),
                spread.time(),
                new TreeMap<>(spread.sent()),
                new TreeMap<>(spread.received()),
                spread.early(),
                spread.news()));
    new TreeMap<>(spread.reports())
        .forEach(
            (datacenter, report) ->
                text.append("\nreport ")
                    .append(
                        List.of(
                            datacenter,
                            report.status(),
                            new TreeMap<>(report.sent()),
                            new TreeMap<>(report.received()))));
    new TreeMap<>(spread.told())
        .forEach(
            (datacenter, told) ->
                text.append("\ntold ")
                    .append(
                        List.of(
                            datacenter,
                            Arrays.toString(told.fields()),
                            Arrays.toString(told.invocations()),
                            Arrays.toString(told.messages()))));
  }

  private static void append(StringBuilder text, ProcessState.FieldsetState fieldset) {
    text.append("\nfieldset ")
        .append(
            List.of(
                fieldset.parent(),
                fieldset.fork(),
                fieldset.forks(),
                fieldset.closed(),
                Arrays.toString(fieldset.fields()),
                Arrays.deepToString(fieldset.contributions()),
                Arrays.deepToString(fieldset.stamps()),
                String.valueOf(fieldset.forkedAt()),
                fieldset.forkedAway(),
                fieldset.forkedBy(),
                fieldset.splitBy(),
                "applied " + Arrays.toString(fieldset.applied()),
                "awaited " + Arrays.toString(fieldset.awaited())));
  }
}
