package io.madcloud.topology;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Splits store records that a changelog topic would not take. A record that is whole begins with
 * the zero byte of Confluent's wire format; of one that is split, the key holds a mark and the
 * number of parts, which lie under keys of their own.
 */
final class LargeRecords {

  /** The largest record that is written whole. */
  static final int PART_BYTES = 512 * 1024;

  private static final byte SPLIT = 1;

  /** A store by key, whichever store that is. */
  interface Access {
    byte[] get(Bytes key);

    /** Null deletes. */
    void put(Bytes key, byte[] value);
  }

  private LargeRecords() {}

  static byte[] read(Access store, Bytes key) {
    byte[] value = store.get(key);
    if (value == null || value[0] != SPLIT) {
      return value;
    }
    ByteBuffer header = ByteBuffer.wrap(value, 1, 2 * Integer.BYTES);
    int parts = header.getInt();
    ByteBuffer whole = ByteBuffer.allocate(header.getInt());
    for (int part = 0; part < parts; part++) {
      whole.put(store.get(ProcessKeys.part(key, part)));
    }
    return whole.array();
  }

  /**
   * Writes a record.
   *
   * @param overwrites whether there may be one under this key already
   */
  static void write(Access store, Bytes key, byte[] value, boolean overwrites) {
    int parts = value.length <= PART_BYTES ? 0 : (value.length + PART_BYTES - 1) / PART_BYTES;
    if (overwrites) {
      deleteParts(store, key, parts);
    }
    if (parts == 0) {
      store.put(key, value);
      return;
    }
    ByteBuffer header = ByteBuffer.allocate(1 + 2 * Integer.BYTES);
    store.put(key, header.put(SPLIT).putInt(parts).putInt(value.length).array());
    for (int part = 0; part < parts; part++) {
      int end = Math.min(value.length, (part + 1) * PART_BYTES);
      store.put(ProcessKeys.part(key, part), Arrays.copyOfRange(value, part * PART_BYTES, end));
    }
  }

  static void delete(Access store, Bytes key) {
    deleteParts(store, key, 0);
    store.put(key, null);
  }

  private static void deleteParts(Access store, Bytes key, int from) {
    byte[] value = store.get(key);
    if (value != null && value[0] == SPLIT) {
      int parts = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
      for (int part = from; part < parts; part++) {
        store.put(ProcessKeys.part(key, part), null);
      }
    }
  }
}
