package io.madcloud.app.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;

/**
 * Counts what the journal says of Simple Sync: that each process has its turns without gap or
 * repetition, and that each update was seen exactly once by every other system that the program
 * had. Thread-safe.
 */
final class Audit {

  private static final String CONSUME = "/consume-update";
  private static final int MOST_COMPLAINTS = 5;

  /** The systems of the program, by the revision from which on it had them. */
  private final TreeMap<Long, Set<String>> systems = new TreeMap<>();

  private final Map<String, Long> turns = new HashMap<>();
  private final Map<String, Integer> seenBy = new TreeMap<>();
  private final Map<String, Integer> producedBy = new TreeMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int opsRun;
  private int finished;

  /** From this revision of the program on there are these systems. */
  synchronized void expect(long revision, Set<String> paths) {
    systems.put(revision, new TreeSet<>(paths));
  }

  /** Takes the next turn of the journal. */
  synchronized void take(GenericRecord turn) {
    String process = turn.get("process").toString();
    long number = (Long) turn.get("turn");
    long before = turns.getOrDefault(process, 0L);
    if (number != before + 1) {
      complain("Expected turn %d of %s, but found turn %d", before + 1, process, number);
    }
    turns.put(process, number);
    Set<String> consumers = new TreeSet<>();
    for (Object change : (List<?>) turn.get("changes")) {
      GenericRecord record = (GenericRecord) change;
      switch (record.getSchema().getName()) {
        case "Invoked" -> invoked(process, record.get("op").toString(), consumers);
        case "StatusChanged" ->
            finished += record.get("status").toString().equals("QUIESCENT") ? 1 : 0;
        default -> {
          // Fields, forks and the like are not what is counted here.
        }
      }
    }
    GenericRecord notification =
        (GenericRecord) ((GenericRecord) turn.get("cause")).get("notification");
    String op = notification.get("op").toString();
    String producer = op.substring(0, op.lastIndexOf('/'));
    producedBy.merge(producer, 1, Integer::sum);
    Set<String> others =
        new TreeSet<>(systems.floorEntry((Long) turn.get("programRevision")).getValue());
    others.remove(producer);
    if (!consumers.equals(others)) {
      complain("Expected %s to be seen by %s, but it was by %s", process, others, consumers);
    }
  }

  private void invoked(String process, String op, Set<String> consumers) {
    opsRun++;
    String system = op.substring(0, op.length() - CONSUME.length());
    if (!op.endsWith(CONSUME) || !consumers.add(system)) {
      complain("Expected one consume-update of %s for %s, but found %s", process, system, op);
    }
    seenBy.merge(system, 1, Integer::sum);
  }

  private void complain(String message, Object... details) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(message.formatted(details));
    }
  }

  /** Processes that are quiescent. */
  synchronized int finished() {
    return finished;
  }

  /** Invocations of all processes. */
  synchronized int opsRun() {
    return opsRun;
  }

  /** Updates that a system produced. */
  synchronized int producedBy(String system) {
    return producedBy.getOrDefault(system, 0);
  }

  /** How many updates of others each system saw. */
  synchronized Map<String, Integer> seenBy() {
    return new TreeMap<>(seenBy);
  }

  /** What is not as it should be; empty when all is well. */
  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }
}
