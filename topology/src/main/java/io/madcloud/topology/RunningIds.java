package io.madcloud.topology;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The ids of the running processes of one partition, as long as they are few. Every notification
 * asks whether its id is taken; nearly always it is not, and of all answers that is the one for
 * which RocksDB takes longest, as it throws and catches an exception inside. Used by one stream
 * thread.
 */
final class RunningIds {

  /** With ids of 40 characters, about 5 MB. */
  static final int MOST = 50_000;

  private final int most;

  /** Null once they have been too many. */
  private Set<String> ids;

  /**
   * Begins with those in the store.
   *
   * @param most ids to be known; with one more, none is
   */
  RunningIds(Collection<String> ids, int most) {
    this.most = most;
    this.ids = new HashSet<>(ids);
    forgetIfTooMany();
  }

  /** Whether a process with this id may be running; if not, nobody needs to look. */
  boolean mayHold(String process) {
    return ids == null || ids.contains(process);
  }

  void add(String process) {
    if (ids != null) {
      ids.add(process);
      forgetIfTooMany();
    }
  }

  void remove(String process) {
    if (ids != null) {
      ids.remove(process);
    }
  }

  private void forgetIfTooMany() {
    if (ids.size() > most) {
      ids = null;
    }
  }
}
