package io.madcloud.acceptance.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;

/** All that was written about all processes. It knows no Kafka: records are given to it. */
final class Ledger {
  private static final int MAX_FINDINGS = 20;

  private final Map<String, ProcessAccount> accounts = new LinkedHashMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private int stopped;

  void journal(String key, int partition, GenericRecord record) {
    account(key).journal(partition, record);
  }

  void outcome(String key, int partition, GenericRecord record) {
    ProcessAccount account = account(key);
    stopped += account.hasStopped() ? 0 : 1;
    account.outcome(partition, record);
  }

  void deadLetter(DeadLetter letter) {
    deadLetters.add(letter);
  }

  private ProcessAccount account(String process) {
    return accounts.computeIfAbsent(process, ProcessAccount::new);
  }

  /** How many processes have an outcome. */
  int stopped() {
    return stopped;
  }

  List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /** The account of a process; an empty one when nothing was written about it. */
  ProcessAccount of(String process) {
    return accounts.getOrDefault(process, new ProcessAccount(process));
  }

  /**
   * What does not add up.
   *
   * @param expected ids of all processes
   * @return the first {@value #MAX_FINDINGS} and how many more
   */
  List<String> findings(Set<String> expected) {
    List<String> all = new ArrayList<>();
    Set<String> ids = new TreeSet<>(expected);
    ids.addAll(accounts.keySet());
    for (String id : ids) {
      if (!expected.contains(id)) {
        all.add(id + ": expected no such process, but there are records about it");
      }
      all.addAll(of(id).findings());
    }
    if (all.size() <= MAX_FINDINGS) {
      return all;
    }
    List<String> first = new ArrayList<>(all.subList(0, MAX_FINDINGS));
    first.add("… and " + (all.size() - MAX_FINDINGS) + " more");
    return first;
  }
}
