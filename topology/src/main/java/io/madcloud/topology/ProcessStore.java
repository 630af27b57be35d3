package io.madcloud.topology;

import io.madcloud.engine.Process;
import io.madcloud.engine.ProcessState;
import io.madcloud.engine.Status;
import io.madcloud.engine.program.ChangedOps;
import io.madcloud.engine.program.Program;
import io.madcloud.serdes.StateRecords;
import io.madcloud.topology.program.Programs;
import io.madcloud.wire.ProcessChunk;
import io.madcloud.wire.ProcessHead;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The processes of one partition: running ones in a key-value store, those that stopped in a window
 * store whose segments are dropped whole when the retention is over. Used by one stream thread.
 *
 * <p>A stopped process lies in the window of the {@linkplain Retention#bucket bucket} in which it
 * stopped, so that whether an id is taken is seen by a few reads by key, and not by a scan.
 */
final class ProcessStore {

  private static final long RUNNING = StateRecords.RUNNING;

  private final KeyValueStore<Bytes, byte[]> running;
  private final WindowStore<Bytes, byte[]> stopped;
  private final Retention retention;
  private final StateSerdes serdes;
  private final Programs programs;
  private final RunningProcesses known;
  private final RecentProcesses recent = new RecentProcesses(RecentProcesses.MOST_BYTES);

  /** The latest time that there was; see {@link #time}. */
  private long latestMs;

  /**
   * Begins with what is in the stores.
   *
   * @param nowMs by the machine's clock
   */
  ProcessStore(
      KeyValueStore<Bytes, byte[]> running,
      WindowStore<Bytes, byte[]> stopped,
      Retention retention,
      StateSerdes serdes,
      Programs programs,
      long nowMs) {
    this.running = running;
    this.stopped = stopped;
    this.retention = retention;
    this.serdes = serdes;
    this.programs = programs;
    this.latestMs = retention.notBefore(newestWindow(), nowMs);
    this.known =
        new RunningProcesses(runningAfter(null, RunningProcesses.MOST + 1), RunningProcesses.MOST);
  }

  /**
   * A process as it lies in the store.
   *
   * @param program of at least the revision that the process met last
   * @param stoppedMs when it stopped; {@link StateRecords#RUNNING} while it runs
   */
  record Stored(Process process, Program program, long stoppedMs) {}

  /** The window of one of the processes that stopped last. */
  private long newestWindow() {
    try (KeyValueIterator<Windowed<Bytes>, byte[]> entries = stopped.backwardAll()) {
      return entries.hasNext() ? entries.next().key.window().start() : 0;
    }
  }

  /**
   * The time that stopped processes are kept by. It stands still while the machine's clock is
   * behind what it was: by that clock those that stopped last would lie in a future where nobody
   * looks, and the store would drop others as too old.
   */
  private long time(long nowMs) {
    latestMs = Math.max(latestMs, nowMs);
    return latestMs;
  }

  /** The process, or null when there is none with this id. */
  Stored find(String process, long wallClockMs) {
    long nowMs = time(wallClockMs);
    Bytes key = ProcessKeys.head(process);
    Stored found = known.mayHold(process) ? findRunning(process, key) : null;
    long bucket = retention.newestBucket(nowMs);
    while (found == null && retention.holds(bucket, nowMs)) {
      found = read(process, key, bucket);
      bucket = retention.before(bucket);
    }
    return found == null || found.stoppedMs == RUNNING || retention.keeps(found.stoppedMs, nowMs)
        ? found
        : null;
  }

  private Stored findRunning(String id, Bytes key) {
    Process process = recent.find(id);
    if (process != null) {
      return new Stored(process, programs.atLeast(process.programRevision()), RUNNING);
    }
    Stored found = read(id, key, RUNNING);
    if (found != null) {
      known.put(found.process);
    }
    return found;
  }

  private Stored read(String process, Bytes key, long window) {
    LargeRecords.Access store = access(window);
    byte[] record = LargeRecords.read(store, key);
    if (record == null) {
      return null;
    }
    ProcessHead head = serdes.head(record);
    List<ProcessChunk> chunks = new ArrayList<>(head.getChunks());
    for (int chunk = 0; chunk < head.getChunks(); chunk++) {
      chunks.add(serdes.chunk(LargeRecords.read(store, ProcessKeys.chunk(key, chunk))));
    }
    Program program = programs.atLeast(head.getProgramRevision());
    ProcessState state = serdes.state(process, head, chunks, program);
    return new Stored(Process.restored(state, program), program, head.getStoppedMs());
  }

  /**
   * Writes a process in place of what was found.
   *
   * @param found null for a new process
   */
  void write(Stored found, Process process, long wallClockMs) {
    long nowMs = time(wallClockMs);
    Bytes key = ProcessKeys.head(process.id());
    boolean runs = process.status() == Status.RUNNING;
    boolean ran = found != null && found.stoppedMs == RUNNING;
    boolean stays = found != null && (runs ? ran : !ran && stoppedAsBefore(found, process));
    if (found != null && !stays) {
      delete(key, found);
    }
    if (runs) {
      known.put(process);
      recent.put(process);
    } else {
      known.remove(process.id());
      recent.remove(process.id());
    }
    long stoppedMs = runs ? RUNNING : stays ? found.stoppedMs : nowMs;
    write(key, stays ? found.process : null, process, stoppedMs);
  }

  /**
   * A reply that nobody awaits changes a process without making it stop once more. A view of
   * another datacenter's process is kept from its last change on.
   */
  private static boolean stoppedAsBefore(Stored found, Process process) {
    return !process.isAway() && found.process.revision() == process.revision();
  }

  private void write(Bytes key, Process before, Process now, long stoppedMs) {
    LargeRecords.Access store = access(window(stoppedMs));
    ProcessState state = now.state();
    Program program = programs.current();
    for (int chunk = 0; chunk < StateRecords.chunks(state); chunk++) {
      if (before == null || now.hasChanged(chunk, before)) {
        byte[] record = serdes.bytes(now.id(), StateRecords.chunk(state, chunk), program);
        LargeRecords.write(store, ProcessKeys.chunk(key, chunk), record, before != null);
      }
    }
    byte[] head = serdes.bytes(now.id(), StateRecords.head(state, stoppedMs), program);
    LargeRecords.write(store, key, head, before != null);
  }

  private long window(long stoppedMs) {
    return stoppedMs == RUNNING ? RUNNING : retention.bucket(stoppedMs);
  }

  private void delete(Bytes key, Stored found) {
    LargeRecords.Access store = access(window(found.stoppedMs));
    for (int chunk = 0; chunk < StateRecords.chunks(found.process.state()); chunk++) {
      LargeRecords.delete(store, ProcessKeys.chunk(key, chunk));
    }
    LargeRecords.delete(store, key);
  }

  private LargeRecords.Access access(long window) {
    return new LargeRecords.Access() {
      @Override
      public byte[] get(Bytes key) {
        return window == RUNNING ? running.get(key) : stopped.fetch(key, window);
      }

      @Override
      public void put(Bytes key, byte[] value) {
        if (window == RUNNING) {
          running.put(key, value);
        } else {
          stopped.put(key, value, window);
        }
      }
    };
  }

  /**
   * Some of the running processes, in order of their keys.
   *
   * @param after the last of the batch before; null begins
   */
  List<String> runningAfter(String after, int most) {
    Bytes from = after == null ? null : ProcessKeys.head(after);
    List<String> processes = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = running.range(from, null)) {
      while (processes.size() < most && entries.hasNext()) {
        String process = ProcessKeys.process(entries.next().key);
        if (process != null && !process.equals(after)) {
          processes.add(process);
        }
      }
    }
    return processes;
  }

  /** How many processes run; of very many only about how many. */
  long running() {
    int counted = known.size();
    return counted < 0 ? running.approximateNumEntries() : counted;
  }

  /** The running processes for which changed ops may make a difference; null when not known. */
  List<String> runningConcernedBy(ChangedOps changed) {
    return known.concernedBy(changed);
  }

  /**
   * Where a walk through the stopped processes is.
   *
   * @param segment of the store; within one, keys are in order, and only there
   * @param after the last process visited in it; null begins
   */
  record StoppedPlace(long segment, String after) {}

  /**
   * Some of the stopped processes.
   *
   * @param next where the next batch begins; null when there is none
   */
  record StoppedBatch(List<String> processes, StoppedPlace next) {}

  /** Where a walk through all that stopped within the retention begins. */
  StoppedPlace firstStopped(long wallClockMs) {
    return new StoppedPlace(retention.firstSegment(time(wallClockMs)), null);
  }

  StoppedBatch stoppedFrom(StoppedPlace place, int most, long wallClockMs) {
    List<String> processes = new ArrayList<>();
    long last = retention.segment(retention.newestBucket(time(wallClockMs)));
    String after = place.after;
    for (long segment = place.segment; segment <= last; segment++) {
      Bytes from = after == null ? null : ProcessKeys.head(after);
      try (KeyValueIterator<Windowed<Bytes>, byte[]> entries =
          stopped.fetch(from, null, retention.start(segment), retention.start(segment + 1) - 1)) {
        while (entries.hasNext()) {
          String process = ProcessKeys.process(entries.next().key.key());
          if (process != null && !process.equals(after)) {
            processes.add(process);
            if (processes.size() == most) {
              return new StoppedBatch(processes, new StoppedPlace(segment, process));
            }
          }
        }
      }
      after = null;
    }
    return new StoppedBatch(processes, null);
  }
}
