package io.madcloud.acceptance.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;

/** All that was written about all processes. It knows no Kafka: records are given to it. */
final class Ledger {
  private static final int MAX_FINDINGS = 20;

  /** By process id, then by incarnation, the oldest first. */
  private final Map<String, Map<String, ProcessAccount>> accounts = new LinkedHashMap<>();

  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private int stopped;

  void journal(String key, int partition, GenericRecord record) {
    account(key, record).journal(partition, record);
  }

  void outcome(String key, int partition, GenericRecord record) {
    ProcessAccount account = account(key, record);
    stopped += account.hasStopped() ? 0 : 1;
    account.outcome(partition, record);
  }

  void deadLetter(DeadLetter letter) {
    deadLetters.add(letter);
  }

  private ProcessAccount account(String process, GenericRecord record) {
    return accounts
        .computeIfAbsent(process, id -> new LinkedHashMap<>())
        .computeIfAbsent(record.get("incarnation").toString(), id -> new ProcessAccount(process));
  }

  /** How many processes have an outcome; those that used an id one after the other count each. */
  int stopped() {
    return stopped;
  }

  List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /** The account of the newest process with this id; an empty one when nothing was written. */
  ProcessAccount of(String process) {
    List<ProcessAccount> all = allOf(process);
    return all.get(all.size() - 1);
  }

  /** The accounts of all processes that used an id one after the other, at least one. */
  List<ProcessAccount> allOf(String process) {
    return accounts.containsKey(process)
        ? List.copyOf(accounts.get(process).values())
        : List.of(new ProcessAccount(process));
  }

  /**
   * What does not add up, if each id was used once.
   *
   * @param expected ids of all processes
   * @return the first {@value #MAX_FINDINGS} and how many more
   */
  List<String> findings(Set<String> expected) {
    Map<String, Integer> once = new HashMap<>();
    expected.forEach(id -> once.put(id, 1));
    return findings(once);
  }

  /** What does not add up where the processes did not begin. */
  List<String> findingsOfViews() {
    List<String> all = new ArrayList<>();
    accounts.keySet().forEach(id -> of(id).findingsOfView().forEach(all::add));
    return all;
  }

  /** The same, given how often each id was used. */
  List<String> findings(Map<String, Integer> expected) {
    List<String> all = new ArrayList<>();
    Set<String> ids = new TreeSet<>(expected.keySet());
    ids.addAll(accounts.keySet());
    for (String id : ids) {
      int found = accounts.getOrDefault(id, Map.of()).size();
      if (!expected.containsKey(id)) {
        all.add(id + ": expected no such process, but there are records about it");
      } else if (found > 0 && found != expected.get(id)) {
        all.add(
            "%s: expected it %d times, but there are %d".formatted(id, expected.get(id), found));
      }
      allOf(id).forEach(account -> all.addAll(account.findings()));
    }
    if (all.size() <= MAX_FINDINGS) {
      return all;
    }
    List<String> first = new ArrayList<>(all.subList(0, MAX_FINDINGS));
    first.add("… and " + (all.size() - MAX_FINDINGS) + " more");
    return first;
  }
}
