package io.madcloud.engine;

import io.madcloud.op.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How many bytes a value counts against the limit. */
final class ValueSize {

  private ValueSize() {}

  static long of(Object value) {
    if (value instanceof Boolean) {
      return 1;
    }
    if (value instanceof Long || value instanceof Double || value instanceof Instant) {
      return 8;
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
    if (value instanceof Bytes bytes) {
      return bytes.length();
    }
    long size = 0;
    if (value instanceof List<?> list) {
      for (Object item : list) {
        size += of(item);
      }
      return size;
    }
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        size += of(entry.getKey()) + of(entry.getValue());
      }
      return size;
    }
    throw new IllegalArgumentException("Expected a field value, but found " + value.getClass());
  }
}
