package io.madcloud.app.scenario.kafka;

import io.madcloud.serdes.StandIns;
import io.madcloud.serdes.Values;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.OutcomeFieldset;
import io.madcloud.wire.ProcessStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a process came to when it stopped running: as the journal tells, and as the outcome does.
 * Both must be equal.
 *
 * @param op the notification that it began with
 * @param fieldsets the live ones by id, in order of creation, with their values by path
 * @param done how many invocations are done; likewise the others
 */
record Ending(
    String process,
    Incarnation incarnation,
    String op,
    ProcessStatus status,
    String reason,
    int revision,
    long turn,
    long programRevision,
    Map<String, Map<String, Object>> fieldsets,
    long done,
    long failed,
    long dropped) {

  private static final Object HIDDEN = "hidden";

  /** By the journal, all of whose fields are here. */
  static Ending of(FoldedProcess process) {
    Map<String, Map<String, Object>> live = new LinkedHashMap<>();
    for (FoldedFieldset fieldset : process.fieldsets()) {
      if (!fieldset.isClosed()) {
        live.put(fieldset.id(), fieldset.fields());
      }
    }
    return new Ending(
        process.id(),
        process.incarnation(),
        process.notification(),
        process.status(),
        process.reason(),
        process.outcomes(),
        process.turn(),
        process.programRevision(),
        live,
        count(process, InvocationStatus.DONE),
        count(process, InvocationStatus.FAILED),
        count(process, InvocationStatus.DROPPED));
  }

  private static long count(FoldedProcess process, InvocationStatus status) {
    return process.invocations().stream().filter(it -> it.status() == status).count();
  }

  /**
   * By the outcome, which carries what the notification returns, as much of it as fits, and hides
   * what is sensitive.
   */
  static Ending of(Outcome outcome) {
    Map<String, Map<String, Object>> live = new LinkedHashMap<>();
    for (OutcomeFieldset fieldset : outcome.getFieldsets()) {
      Map<String, Object> fields = new TreeMap<>(fieldset.getFields());
      fields.replaceAll((path, value) -> StandIns.isOne(value) ? HIDDEN : Values.fromWire(value));
      live.put(fieldset.getId(), fields);
    }
    return new Ending(
        outcome.getProcess(),
        outcome.getIncarnation(),
        outcome.getOp(),
        outcome.getStatus(),
        outcome.getReason(),
        outcome.getRevision(),
        outcome.getTurn(),
        outcome.getProgramRevision(),
        live,
        outcome.getDone(),
        outcome.getFailed(),
        outcome.getDropped());
  }

  /**
   * The same with no more than an outcome may carry.
   *
   * @param returns paths of fields; null for all
   * @param sensitive whether the value of the field at a path is hidden
   * @param most fieldsets, the first ones
   */
  Ending limited(Set<String> returns, Predicate<String> sensitive, int most) {
    Map<String, Map<String, Object>> carried = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, Object>> fieldset :
        List.copyOf(fieldsets.entrySet()).subList(0, Math.min(most, fieldsets.size()))) {
      Map<String, Object> fields = new TreeMap<>(fieldset.getValue());
      if (returns != null) {
        fields.keySet().retainAll(returns);
      }
      fields.replaceAll((path, value) -> sensitive.test(path) ? HIDDEN : value);
      carried.put(fieldset.getKey(), fields);
    }
    return new Ending(
        process,
        incarnation,
        op,
        status,
        reason,
        revision,
        turn,
        programRevision,
        carried,
        done,
        failed,
        dropped);
  }
}
