package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.ProcessView;
import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.scenario.StageException;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.Turn;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All processes, as the journal makes them, in order of their notification; each outcome is
 * compared with what the journal says of the same turn. Not thread-safe.
 */
final class FoldedProcesses {

  /** Which outcome of which process. */
  private record Stop(String process, int revision) {}

  private final Revisions revisions;
  private final Map<String, FoldedProcess> processes = new LinkedHashMap<>();
  private final Map<Stop, Ending> told = new HashMap<>();
  private final Map<Stop, Outcome> outcomes = new HashMap<>();

  /**
   * @param revisions of the program, which name the kinds of ops
   */
  FoldedProcesses(Revisions revisions) {
    this.revisions = revisions;
  }

  void fold(Turn record) {
    FoldedProcess process =
        processes.computeIfAbsent(record.getProcess(), id -> new FoldedProcess(record));
    Ending ending = process.fold(record);
    if (ending != null) {
      Stop stop = new Stop(ending.process(), ending.revision());
      told.put(stop, ending);
      compare(stop);
    }
  }

  void fold(Outcome outcome) {
    Stop stop = new Stop(outcome.getProcess(), outcome.getRevision());
    if (outcomes.put(stop, outcome) != null) {
      throw new StageException("Expected one outcome for each revision, but found more: " + stop);
    }
    compare(stop);
  }

  /** The two come from topics of their own, in either order. */
  private void compare(Stop stop) {
    if (!told.containsKey(stop) || !outcomes.containsKey(stop)) {
      return;
    }
    Outcome outcome = outcomes.remove(stop);
    Ending whole = told.remove(stop);
    FoldedProcess process = processes.get(stop.process);
    Ending expected =
        whole.limited(
            returns(process),
            path -> revisions.isSensitive(path, whole.programRevision()),
            outcome.getTruncated() ? outcome.getFieldsets().size() : whole.fieldsets().size());
    Ending found = Ending.of(outcome);
    if (!found.equals(expected)) {
      throw new StageException(
          "Expected the outcome that the journal tells of, %s, but found %s"
              .formatted(expected, found));
    }
  }

  /** Null for all fields. */
  private Set<String> returns(FoldedProcess process) {
    List<Field> returns = revisions.op(process.notification(), process.firstRevision()).returns();
    return returns == null ? null : returns.stream().map(Field::path).collect(Collectors.toSet());
  }

  /** Checks that nothing is missing which must be there when all that was committed is read. */
  void requireComplete() {
    if (!told.isEmpty() || !outcomes.isEmpty()) {
      throw new StageException(
          "Expected an outcome for each end that the journal tells of, but found the ends %s and"
                  .formatted(told.values())
              + " the outcomes "
              + outcomes.values());
    }
    for (FoldedProcess process : processes.values()) {
      if (!process.isWhole()) {
        throw new StageException(
            "Expected all parts of turn %d of process %s, but there are no more"
                .formatted(process.turn(), process.id()));
      }
    }
  }

  /** Null when there is none of this id. */
  FoldedProcess process(String id) {
    return processes.get(id);
  }

  /** The oldest pending invocation of the {@code call} op at a path; null when there is none. */
  FoldedInvocation oldestPendingCall(String process, String path) {
    FoldedProcess known = processes.get(process);
    return known == null
        ? null
        : known.invocations().stream()
            .filter(it -> it.isPending() && it.op().equals(path))
            .filter(it -> op(it).action() instanceof Action.Call)
            .findFirst()
            .orElse(null);
  }

  /** The op of an invocation, as it was when that was made. */
  Op op(FoldedInvocation invocation) {
    return revisions.op(invocation.op(), invocation.programRevision());
  }

  /** In order of notification. */
  List<ProcessView> views() {
    Collection<FoldedProcess> all = processes.values();
    return all.stream().map(FoldedProcess::view).toList();
  }
}
