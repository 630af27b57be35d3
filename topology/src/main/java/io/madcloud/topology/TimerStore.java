package io.madcloud.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Times at which processes want to be woken, in order of time: the key is {@code due | process |
 * invocation | attempt}, the value is empty.
 */
final class TimerStore {

  private static final byte[] PRESENT = new byte[0];

  private final KeyValueStore<Bytes, byte[]> store;

  TimerStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** A time that has come. */
  record Due(long dueMs, String process, int invocation, int attempt, Bytes key) {}

  void put(long dueMs, String process, int invocation, int attempt) {
    byte[] id = process.getBytes(StandardCharsets.UTF_8);
    ByteBuffer key = ByteBuffer.allocate(Long.BYTES + id.length + 2 * Integer.BYTES);
    key.putLong(dueMs).put(id).putInt(invocation).putInt(attempt);
    store.put(Bytes.wrap(key.array()), PRESENT);
  }

  /** The first {@code most} times up to {@code nowMs}. */
  List<Due> due(long nowMs, int most) {
    Bytes end = Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(nowMs + 1).array());
    List<Due> due = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> timers = store.range(null, end)) {
      while (due.size() < most && timers.hasNext()) {
        KeyValue<Bytes, byte[]> timer = timers.next();
        due.add(read(timer.key));
      }
    }
    return due;
  }

  void remove(Due due) {
    store.delete(due.key());
  }

  private static Due read(Bytes key) {
    ByteBuffer buffer = ByteBuffer.wrap(key.get());
    long dueMs = buffer.getLong();
    byte[] id = new byte[buffer.remaining() - 2 * Integer.BYTES];
    buffer.get(id);
    return new Due(
        dueMs, new String(id, StandardCharsets.UTF_8), buffer.getInt(), buffer.getInt(), key);
  }
}
