package io.madcloud.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The calls that a {@link CallGate} has to remember. One in flight lies under {@code 1 | server | 0
 * | invocation | process} with its attempt, one that waits under {@code 2 | server | 0 | place in
 * the queue} with its invocation, attempt and process. A server's name has no byte 0. Used by one
 * stream thread.
 */
final class GateStore {

  private static final byte IN_FLIGHT = 1;
  private static final byte WAITING = 2;
  private static final byte END = 3;

  /** Ends a server's name in a key, and what follows the last key of that server. */
  private static final byte NAME_ENDS = 0;

  private static final byte AFTER_NAME = 1;

  private final KeyValueStore<Bytes, byte[]> store;

  GateStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** A call that is in flight or waits. */
  record Entry(String server, String process, int invocation, int attempt) {}

  /** The places of the calls that wait for a server: from the first to before {@code next}. */
  record Queue(String server, long first, long next) {}

  void enter(Entry call) {
    byte[] attempt = ByteBuffer.allocate(Integer.BYTES).putInt(call.attempt).array();
    store.put(inFlight(call), attempt);
  }

  void leave(Entry call) {
    store.delete(inFlight(call));
  }

  void queue(long place, Entry call) {
    byte[] process = bytes(call.process);
    store.put(
        waiting(call.server, place),
        ByteBuffer.allocate(2 * Integer.BYTES + process.length)
            .putInt(call.invocation)
            .putInt(call.attempt)
            .put(process)
            .array());
  }

  /** Takes a call out of the queue. */
  Entry unqueue(String server, long place) {
    ByteBuffer value = ByteBuffer.wrap(store.delete(waiting(server, place)));
    int invocation = value.getInt();
    int attempt = value.getInt();
    return new Entry(server, rest(value), invocation, attempt);
  }

  void forEachInFlight(Consumer<Entry> visitor) {
    try (KeyValueIterator<Bytes, byte[]> calls = store.range(of(IN_FLIGHT), of(WAITING))) {
      while (calls.hasNext()) {
        KeyValue<Bytes, byte[]> call = calls.next();
        ByteBuffer key = ByteBuffer.wrap(call.key.get());
        String server = server(key);
        int invocation = key.getInt();
        int attempt = ByteBuffer.wrap(call.value).getInt();
        visitor.accept(new Entry(server, rest(key), invocation, attempt));
      }
    }
  }

  /** The servers that calls wait for. */
  List<Queue> queues() {
    List<Queue> queues = new ArrayList<>();
    Bytes from = of(WAITING);
    for (Bytes first = first(from); first != null; first = first(from)) {
      ByteBuffer key = ByteBuffer.wrap(first.get());
      String server = server(key);
      from = Bytes.wrap(key(WAITING, server, AFTER_NAME, 0).array());
      queues.add(new Queue(server, key.getLong(), last(server) + 1));
    }
    return queues;
  }

  private Bytes first(Bytes from) {
    try (KeyValueIterator<Bytes, byte[]> waiting = store.range(from, of(END))) {
      return waiting.hasNext() ? waiting.next().key : null;
    }
  }

  private long last(String server) {
    try (KeyValueIterator<Bytes, byte[]> waiting =
        store.reverseRange(waiting(server, 0), waiting(server, Long.MAX_VALUE))) {
      ByteBuffer key = ByteBuffer.wrap(waiting.next().key.get());
      server(key);
      return key.getLong();
    }
  }

  private static Bytes of(byte kind) {
    return Bytes.wrap(new byte[] {kind});
  }

  private static Bytes inFlight(Entry call) {
    byte[] process = bytes(call.process);
    return Bytes.wrap(
        key(IN_FLIGHT, call.server, NAME_ENDS, Integer.BYTES + process.length)
            .putInt(call.invocation)
            .put(process)
            .array());
  }

  private static Bytes waiting(String server, long place) {
    return Bytes.wrap(key(WAITING, server, NAME_ENDS, Long.BYTES).putLong(place).array());
  }

  private static ByteBuffer key(byte kind, String server, byte end, int moreBytes) {
    byte[] name = bytes(server);
    return ByteBuffer.allocate(2 + name.length + moreBytes).put(kind).put(name).put(end);
  }

  /** Reads the server of a key, and leaves the buffer at what follows. */
  private static String server(ByteBuffer key) {
    int begin = key.position() + 1;
    int end = begin;
    while (key.get(end) != NAME_ENDS) {
      end++;
    }
    byte[] name = new byte[end - begin];
    key.position(begin).get(name).position(end + 1);
    return new String(name, StandardCharsets.UTF_8);
  }

  private static String rest(ByteBuffer buffer) {
    byte[] text = new byte[buffer.remaining()];
    buffer.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
