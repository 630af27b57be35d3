package io.madcloud.topology;

import io.madcloud.engine.Timers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * When processes want to be looked at, in order of time: the key is {@code due | process}, the
 * value is empty. A process has one entry at most, so a chain of calls that all are answered in
 * time costs one write and one deletion. Times are in milliseconds since 1970. Used by one stream
 * thread.
 */
final class TimerStore {

  private static final byte[] PRESENT = new byte[0];

  private final KeyValueStore<Bytes, byte[]> store;

  /** Nothing is due before: what was deleted there need not be walked through. */
  private long firstMs;

  TimerStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** A process that wants to be looked at. */
  record Due(long dueMs, String process) {}

  /** A process wants to be looked at another time; {@link Timers#NEVER} is none. */
  void move(String process, long fromMs, long toMs) {
    if (fromMs == toMs) {
      return;
    }
    if (fromMs != Timers.NEVER) {
      store.delete(key(fromMs, process));
    }
    if (toMs != Timers.NEVER) {
      store.put(key(toMs, process), PRESENT);
      firstMs = Math.min(firstMs, toMs);
    }
  }

  /** The first {@code most} that are due at {@code nowMs}. */
  List<Due> due(long nowMs, int most) {
    List<Due> due = new ArrayList<>();
    if (firstMs > nowMs) {
      return due;
    }
    Bytes from = Bytes.wrap(prefix(firstMs));
    Bytes end = Bytes.wrap(prefix(nowMs + 1));
    try (KeyValueIterator<Bytes, byte[]> timers = store.range(from, end)) {
      while (due.size() < most && timers.hasNext()) {
        due.add(read(timers.next().key));
      }
    }
    firstMs = due.isEmpty() ? nowMs + 1 : due.get(0).dueMs();
    return due;
  }

  /** When the first process wants to be looked at; {@link Timers#NEVER} when none does. */
  long nextMs() {
    try (KeyValueIterator<Bytes, byte[]> timers = store.range(Bytes.wrap(prefix(firstMs)), null)) {
      return timers.hasNext() ? read(timers.next().key).dueMs() : Timers.NEVER;
    }
  }

  private static byte[] prefix(long dueMs) {
    return ByteBuffer.allocate(Long.BYTES).putLong(dueMs).array();
  }

  private static Bytes key(long dueMs, String process) {
    byte[] id = process.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + id.length).putLong(dueMs).put(id).array());
  }

  private static Due read(Bytes key) {
    ByteBuffer buffer = ByteBuffer.wrap(key.get());
    long dueMs = buffer.getLong();
    byte[] id = new byte[buffer.remaining()];
    buffer.get(id);
    return new Due(dueMs, new String(id, StandardCharsets.UTF_8));
  }
}
