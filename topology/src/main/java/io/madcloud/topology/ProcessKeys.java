package io.madcloud.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of a process in its store: the head's is {@code length | id}, a chunk's has the chunk's
 * number behind it. The length in front keeps ids apart of which one begins with another.
 */
final class ProcessKeys {

  private ProcessKeys() {}

  static Bytes head(String process) {
    byte[] id = process.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Integer.BYTES + id.length).putInt(id.length).put(id).array());
  }

  static Bytes chunk(Bytes head, int chunk) {
    return appended(head, chunk);
  }

  /** The key of one part of a record that is too large for one. */
  static Bytes part(Bytes record, int part) {
    return appended(record, -1 - part);
  }

  /** The id of the process whose head has this key; null when it is no head's. */
  static String process(Bytes key) {
    ByteBuffer buffer = ByteBuffer.wrap(key.get());
    int length = buffer.getInt();
    return buffer.remaining() == length
        ? new String(key.get(), Integer.BYTES, length, StandardCharsets.UTF_8)
        : null;
  }

  private static Bytes appended(Bytes key, int number) {
    byte[] bytes = key.get();
    return Bytes.wrap(
        ByteBuffer.allocate(bytes.length + Integer.BYTES).put(bytes).putInt(number).array());
  }
}
