package io.madcloud.topology;

import io.madcloud.engine.Message;
import io.madcloud.engine.Process;
import io.madcloud.engine.ProcessState;
import io.madcloud.serdes.Values;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The running processes of one partition that were written last. A long process is read and decoded
 * once, and not again for each of its replies. What is here is also in the store; after a restore
 * there is none. Used by one stream thread.
 */
final class RecentProcesses {

  /** About what the processes of one partition may take here. */
  static final long MOST_BYTES = 16L * 1024 * 1024;

  /** About what a message, an invocation or a fieldset takes beside its values. */
  private static final long ROW_BYTES = 160;

  /**
   * A process and its weight.
   *
   * @param messages whose values were weighed
   * @param values their weight
   * @param bytes the weight of all
   */
  private record Weighed(Process process, int messages, long values, long bytes) {}

  private final long mostBytes;

  /** By id, that which was written or read least recently first. */
  private final Map<String, Weighed> processes = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;

  RecentProcesses(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The process as it was written last, or null when it is not here. */
  Process find(String process) {
    Weighed found = processes.get(process);
    return found == null ? null : found.process;
  }

  /** Keeps a process, in place of what is here of it, and lets others go if need be. */
  void put(Process process) {
    Weighed now = weighed(process, processes.get(process.id()));
    remove(process.id());
    if (now.bytes > mostBytes) {
      return;
    }
    processes.put(process.id(), now);
    bytes += now.bytes;
    Iterator<Weighed> oldest = processes.values().iterator();
    while (bytes > mostBytes) {
      bytes -= oldest.next().bytes;
      oldest.remove();
    }
  }

  void remove(String process) {
    Weighed removed = processes.remove(process);
    if (removed != null) {
      bytes -= removed.bytes;
    }
  }

  /** Messages never change, so those that were weighed before are not weighed again. */
  private static Weighed weighed(Process process, Weighed before) {
    ProcessState state = process.state();
    List<Message> messages = state.messages();
    int known = before == null ? 0 : before.messages;
    long values = before == null ? 0 : before.values;
    for (int index = known; index < messages.size(); index++) {
      for (Object value : messages.get(index).values()) {
        values += Values.bound(value);
      }
    }
    int rows = messages.size() + state.invocations().size() + state.fieldsets().size();
    return new Weighed(process, messages.size(), values, values + ROW_BYTES * rows);
  }
}
