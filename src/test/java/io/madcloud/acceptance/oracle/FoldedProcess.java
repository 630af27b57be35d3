package io.madcloud.acceptance.oracle;

import static io.madcloud.acceptance.oracle.PlainValues.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;

/**
 * A process as the changes of its journal make it, by what turn.avdl says of them and nothing else.
 * What does not fit what came before is told.
 */
final class FoldedProcess {
  private final Consumer<String> problems;
  private final Map<String, Map<String, Object>> live = new LinkedHashMap<>();
  private final List<String> invocations = new ArrayList<>();
  private final List<String> ops = new ArrayList<>();
  private String status = "RUNNING";
  private String reason;

  FoldedProcess(Consumer<String> problems) {
    this.problems = problems;
    live.put("0", new LinkedHashMap<>());
  }

  /**
   * Applies one change.
   *
   * @return the revision of the outcome that goes with it; 0 when there is none
   */
  int apply(GenericRecord change) {
    switch (change.getSchema().getName()) {
      case "FieldChanged" -> changed(change);
      case "FieldDropped" -> fieldset(change).remove(text(change.get("field")));
      case "Forked" -> forked(change);
      case "Closed" -> require(live.remove(text(change.get("fieldset"))) != null, change);
      case "Invoked" -> invoked(change);
      case "Attempted" -> requirePending(change);
      case "Answered" -> {
        requirePending(change);
        become((Integer) change.get("invocation"), text(change.get("status")));
      }
      case "Learned" -> {
        require((Integer) change.get("invocation") == invocations.size() + 1, change);
        invocations.add("DONE");
      }
      case "GivenUp" -> {
        requirePending(change);
        become((Integer) change.get("invocation"), "DROPPED");
      }
      case "FolderDropped" -> {
        for (Object number : (List<?>) change.get("invocations")) {
          become((Integer) number, "DROPPED");
        }
      }
      case "StatusChanged" -> {
        return status(change);
      }
      case "Refused" -> {
        // Tells what did not take place.
      }
      default -> require(false, change);
    }
    return 0;
  }

  private void changed(GenericRecord change) {
    Object before =
        fieldset(change).put(text(change.get("field")), PlainValues.of(change.get("value")));
    require(text(change.get("shown")).equals(before == null ? "ADDED" : "REPLACED"), change);
  }

  private void forked(GenericRecord change) {
    Map<String, Object> parent = live.get(text(change.get("parent")));
    require(parent != null, change);
    Map<String, Object> fork = new LinkedHashMap<>(parent == null ? Map.of() : parent);
    require(live.put(text(change.get("fieldset")), fork) == null, change);
  }

  private void invoked(GenericRecord change) {
    int number = (Integer) change.get("invocation");
    if ((Integer) change.get("attempt") > 1) {
      become(number, "PENDING");
      return;
    }
    require(number == invocations.size() + 1, change);
    invocations.add("PENDING");
    ops.add(text(change.get("op")));
  }

  private int status(GenericRecord change) {
    status = text(change.get("status"));
    reason = text(change.get("reason"));
    if (status.equals("FAILED") || status.equals("CANCELLED")) {
      invocations.replaceAll(known -> known.equals("PENDING") ? "DROPPED" : known);
    }
    return (Integer) change.get("outcome");
  }

  private Map<String, Object> fieldset(GenericRecord change) {
    Map<String, Object> fields = live.get(text(change.get("fieldset")));
    require(fields != null, change);
    return fields == null ? new LinkedHashMap<>() : fields;
  }

  private void requirePending(GenericRecord change) {
    int number = (Integer) change.get("invocation");
    boolean known = number >= 1 && number <= invocations.size();
    require(known && invocations.get(number - 1).equals("PENDING"), change);
  }

  private void become(int number, String now) {
    if (number >= 1 && number <= invocations.size()) {
      invocations.set(number - 1, now);
    }
  }

  private void require(boolean fits, GenericRecord change) {
    if (!fits) {
      problems.accept("expected a change that fits the changes before it, but found " + change);
    }
  }

  /** Paths of the ops invoked so far, in order. */
  List<String> ops() {
    return List.copyOf(ops);
  }

  /** The live fieldsets, by id. */
  Map<String, Map<String, Object>> fieldsets() {
    return stop(0).fieldsets();
  }

  /** Whether a live fieldset holds the field. */
  boolean holds(String field) {
    return live.values().stream().anyMatch(fields -> fields.containsKey(field));
  }

  /** The process as it is after this turn. */
  Stop stop(long turn) {
    Map<String, Map<String, Object>> fieldsets = new LinkedHashMap<>();
    live.forEach((id, fields) -> fieldsets.put(id, new LinkedHashMap<>(fields)));
    return new Stop(
        turn, status, reason, fieldsets, count("DONE"), count("FAILED"), count("DROPPED"));
  }

  private int count(String wanted) {
    return (int) invocations.stream().filter(wanted::equals).count();
  }
}
