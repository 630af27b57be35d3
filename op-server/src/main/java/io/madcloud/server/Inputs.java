package io.madcloud.server;

import io.madcloud.op.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The inputs of a call by local name. Each method gives an input of one type; one that is not there
 * or of another type is an {@link UnexpectedInputException}, by which the call fails for good: the
 * program and its server do not fit together.
 *
 * @param values as the op SPI has them: {@code Boolean}, {@code Long}, {@code Double}, {@code
 *     String}, {@link Bytes}, {@link Instant}, {@code List}, {@code Map}; unmodifiable
 */
public record Inputs(Map<String, Object> values) {

  public boolean bool(String name) {
    return get(name, "boolean", Boolean.class);
  }

  public long integer(String name) {
    return get(name, "long", Long.class);
  }

  /** A double; a long is widened, as the engine does. */
  public double real(String name) {
    return values.get(name) instanceof Long whole ? whole : get(name, "double", Double.class);
  }

  public String text(String name) {
    return get(name, "string", String.class);
  }

  public Bytes bytes(String name) {
    return get(name, "bytes", Bytes.class);
  }

  public Instant time(String name) {
    return get(name, "timestamp", Instant.class);
  }

  public List<?> list(String name) {
    return get(name, "list", List.class);
  }

  @SuppressWarnings("unchecked") // Maps of the model have strings as keys.
  public Map<String, ?> map(String name) {
    return get(name, "map", Map.class);
  }

  private <T> T get(String name, String type, Class<T> javaType) {
    Object value = values.get(name);
    if (!javaType.isInstance(value)) {
      throw new UnexpectedInputException(
          "Expected an input '%s' of type %s, but found %s"
              .formatted(name, type, value == null ? "none" : value.getClass().getSimpleName()));
    }
    return javaType.cast(value);
  }
}
