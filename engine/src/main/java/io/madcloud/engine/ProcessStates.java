package io.madcloud.engine;

import io.madcloud.engine.program.Program;
import java.util.Collections;

/** Makes what is stored of processes, and processes of that. */
final class ProcessStates {

  private ProcessStates() {}

  /** What has to be stored. */
  static ProcessState of(Process process) {
    return new ProcessState(
        process.id,
        process.incarnation,
        process.notification,
        process.status,
        process.reason,
        process.revision,
        process.turn,
        process.programRevision,
        process.firings,
        process.wakeMs,
        process.droppedFolders,
        process.traceparent,
        Collections.unmodifiableList(process.messages),
        Collections.unmodifiableList(process.invocations),
        new FieldsetStates(process.fieldsets),
        process.spread == null ? null : process.spread.state());
  }

  /** The process that was stored; {@code program} holds every field and op that it names. */
  static Process restored(ProcessState state, Program program) {
    Process process =
        new Process(
            state.id(),
            state.incarnation(),
            state.notification(),
            state.traceparent(),
            Rows.of(state.messages()),
            Rows.of(state.invocations()),
            new Rows<>(),
            new IntSet());
    for (ProcessState.FieldsetState fieldset : state.fieldsets()) {
      int number = process.fieldsets.size();
      Fieldset restored =
          Fieldset.restored(number, fieldset, process.fieldsets, program, process.messages);
      process.fieldsets.add(restored);
      process.totals = process.totals.with(restored);
      if (!restored.isClosed()) {
        process.live.add(number);
      }
    }
    process.status = state.status();
    process.reason = state.reason();
    process.revision = state.revision();
    process.turn = state.turn();
    process.programRevision = state.programRevision();
    process.firings = state.firings();
    process.wakeMs = state.wakeMs();
    process.droppedFolders = state.droppedFolders();
    process.spread = state.spread() == null ? null : Spread.restored(state.spread());
    return process;
  }
}
