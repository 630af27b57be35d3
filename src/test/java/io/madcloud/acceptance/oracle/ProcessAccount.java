package io.madcloud.acceptance.oracle;

import static io.madcloud.acceptance.oracle.PlainValues.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/** All that was written about one incarnation of a process, and whether it adds up. */
final class ProcessAccount {
  private final String process;
  private final List<String> problems = new ArrayList<>();
  private final FoldedProcess folded = new FoldedProcess(this::problem);
  private final Map<Integer, Stop> journalled = new TreeMap<>();
  private final Map<Integer, List<Stop>> outcomes = new TreeMap<>();
  private long turn = 1;
  private int part;
  private int revisionOfTurn;
  private long programRevision;
  private Integer partition;

  ProcessAccount(String process) {
    this.process = process;
  }

  void journal(int from, GenericRecord record) {
    sameProcess(from, record);
    long number = (Long) record.get("turn");
    int piece = (Integer) record.get("part");
    if (number != turn || piece != part) {
      problem(
          "expected turn %d part %d in the journal, but found turn %d part %d"
              .formatted(turn, part, number, piece));
      if (number < turn || (number == turn && piece < part)) {
        return; // A repetition; to fold it again would hide what else is wrong.
      }
    }
    if ((piece == 0) != (record.get("cause") != null)) {
      problem("expected a cause in the first part of turn " + number + " and there alone");
    }
    programRevision = (Long) record.get("programRevision");
    for (Object change : (List<?>) record.get("changes")) {
      int revision = folded.apply((GenericRecord) change);
      revisionOfTurn = revision == 0 ? revisionOfTurn : revision;
    }
    boolean last = (Boolean) record.get("last");
    if (last && revisionOfTurn > 0) {
      journalled.put(revisionOfTurn, folded.stop(number));
      revisionOfTurn = 0;
    }
    turn = last ? number + 1 : number;
    part = last ? 0 : piece + 1;
  }

  void outcome(int from, GenericRecord record) {
    sameProcess(from, record);
    if ((Boolean) record.get("truncated")) {
      problem("expected a whole outcome, but it is truncated");
    }
    Map<String, Map<String, Object>> fieldsets = new LinkedHashMap<>();
    for (Object entry : (List<?>) record.get("fieldsets")) {
      GenericRecord fieldset = (GenericRecord) entry;
      fieldsets.put(text(fieldset.get("id")), PlainValues.map(fieldset.get("fields")));
    }
    Stop stop =
        new Stop(
            (Long) record.get("turn"),
            text(record.get("status")),
            text(record.get("reason")),
            fieldsets,
            (Integer) record.get("done"),
            (Integer) record.get("failed"),
            (Integer) record.get("dropped"));
    outcomes
        .computeIfAbsent((Integer) record.get("revision"), revision -> new ArrayList<>())
        .add(stop);
  }

  private void sameProcess(int from, GenericRecord record) {
    if (!process.equals(text(record.get("process")))) {
      problem("expected the process id as key, but it is the key of " + record.get("process"));
    }
    partition = partition == null ? Integer.valueOf(from) : partition;
    if (partition != from) {
      problem("expected all records in partition " + partition + ", but found one in " + from);
    }
  }

  /** All that is wrong with the view that another datacenter than the first has of a process. */
  List<String> findingsOfView() {
    List<String> all = new ArrayList<>(problems);
    if (!outcomes.isEmpty()) {
      all.add("expected outcomes where the process began alone, but found " + outcomes);
    }
    return all.stream().map(problem -> process + ": " + problem).toList();
  }

  /** All that is wrong; empty when it adds up. */
  List<String> findings() {
    List<String> all = new ArrayList<>(problems);
    if (part != 0) {
      all.add("expected the last part of turn " + turn + ", but the journal ends");
    }
    if (turn == 1) {
      all.add("expected a journal, but there is none");
    }
    if (outcomes.isEmpty()) {
      all.add("expected an outcome, but there is none");
    }
    int expected = Math.max(highest(journalled), highest(outcomes));
    for (int revision = 1; revision <= expected; revision++) {
      compare(revision, all);
    }
    return all.stream().map(problem -> process + ": " + problem).toList();
  }

  private void compare(int revision, List<String> all) {
    List<Stop> found = outcomes.getOrDefault(revision, List.of());
    if (found.size() != 1) {
      all.add(
          "expected one outcome of revision %d, but found %d".formatted(revision, found.size()));
      return;
    }
    Stop journal = journalled.get(revision);
    Stop outcome = found.get(0);
    if (!outcome.equals(journal) || !ids(outcome).equals(ids(journal))) {
      all.add(
          "expected outcome %d to be what the journal gives, %s, but it is %s"
              .formatted(revision, journal, outcome));
    }
  }

  private static List<String> ids(Stop stop) {
    return List.copyOf(stop.fieldsets().keySet());
  }

  private static int highest(Map<Integer, ?> byRevision) {
    return byRevision.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private void problem(String problem) {
    problems.add(problem);
  }

  boolean hasStopped() {
    return !outcomes.isEmpty();
  }

  /** The newest outcome; null before the first. */
  Stop newest() {
    return outcomes.isEmpty() ? null : outcomes.get(highest(outcomes)).get(0);
  }

  FoldedProcess folded() {
    return folded;
  }

  /** The revision of the program that its newest turn was taken with. */
  long programRevision() {
    return programRevision;
  }
}
