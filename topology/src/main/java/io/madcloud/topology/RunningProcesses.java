package io.madcloud.topology;

import io.madcloud.engine.LiveFields;
import io.madcloud.engine.Process;
import io.madcloud.engine.program.ChangedOps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known without the store of the running processes of one partition, as long as they are
 * few: their ids, by the fields that they have. Used by one stream thread.
 *
 * <ul>
 *   <li>Every notification asks whether its id is taken; nearly always it is not, and of all
 *       answers that is the one for which RocksDB takes longest, as it throws and catches an
 *       exception inside.
 *   <li>A changed program concerns few of the processes that wait; the others need not be read.
 * </ul>
 */
final class RunningProcesses {

  /** With ids of 40 characters, about 8 MB. */
  static final int MOST = 50_000;

  /**
   * Of a process with more live fieldsets nobody looks what fields they have; nor of one that other
   * datacenters hold, for which other changes matter, too.
   */
  private static final int MOST_FIELDSETS = 8;

  /**
   * Processes that have the same fields.
   *
   * @param fields null for those of which that is not known
   */
  private record Alike(LiveFields fields, Set<String> ids) {}

  private final int most;

  /** Null once they have been too many. */
  private Map<String, Alike> byId = new HashMap<>();

  private final Map<LiveFields, Alike> byFields = new HashMap<>();

  /**
   * Begins with those in the store.
   *
   * @param most ids to be known; with one more, none is
   */
  RunningProcesses(Collection<String> ids, int most) {
    this.most = most;
    ids.forEach(id -> put(id, null));
  }

  /** Whether a process with this id may be running; if not, nobody needs to look. */
  boolean mayHold(String process) {
    return byId == null || byId.containsKey(process);
  }

  /** How many there are; -1 once they have been too many. */
  int size() {
    return byId == null ? -1 : byId.size();
  }

  /** A process runs, and this is what it has now. */
  void put(Process process) {
    if (byId != null) {
      boolean unknown = process.isSpread() || process.liveCount() > MOST_FIELDSETS;
      put(process.id(), unknown ? null : process.liveFields());
    }
  }

  private void put(String id, LiveFields fields) {
    if (byId == null) {
      return;
    }
    remove(id);
    Alike now = byFields.computeIfAbsent(fields, unused -> new Alike(fields, new HashSet<>()));
    now.ids.add(id);
    byId.put(id, now);
    if (byId.size() > most) {
      byId = null;
      byFields.clear();
    }
  }

  void remove(String id) {
    Alike alike = byId == null ? null : byId.remove(id);
    if (alike != null) {
      alike.ids.remove(id);
      if (alike.ids.isEmpty()) {
        byFields.remove(alike.fields);
      }
    }
  }

  /** Those for which changed ops may make a difference; null when that is not known. */
  List<String> concernedBy(ChangedOps changed) {
    if (byId == null) {
      return null;
    }
    List<String> concerned = new ArrayList<>();
    for (Alike alike : byFields.values()) {
      LiveFields fields = alike.fields;
      if (fields == null || fields.hasStale() || changed.haveInputs(fields)) {
        concerned.addAll(alike.ids);
      }
    }
    return concerned;
  }
}
