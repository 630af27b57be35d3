package io.madcloud.app.process;

import io.madcloud.wire.Call;
import io.madcloud.wire.ListValue;
import io.madcloud.wire.MapValue;
import io.madcloud.wire.Timestamp;
import io.madcloud.wire.Turn;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records of the wire as JSON, member by member as their schemas document them; where one of
 * several records can stand, {@code type} says which. Words are the model's, values are plain.
 */
final class WireJson {

  private WireJson() {}

  /** A whole turn; that it may have come in parts is not told. */
  static Map<String, Object> of(Turn turn) {
    Map<String, Object> object = object(turn, false);
    object.remove("part");
    object.remove("last");
    return object;
  }

  /** A whole call. */
  static Map<String, Object> of(Call call) {
    return object(call, false);
  }

  private static Map<String, Object> object(SpecificRecord record, boolean named) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (named) {
      object.put("type", word(record.getSchema().getName()));
    }
    for (Schema.Field field : record.getSchema().getFields()) {
      object.put(field.name(), plain(record.get(field.pos()), isOneOfSeveral(field.schema())));
    }
    return object;
  }

  private static Object plain(Object value, boolean named) {
    if (value instanceof Timestamp
        || value instanceof ListValue
        || value instanceof MapValue
        || value instanceof ByteBuffer) {
      return Texts.plain(value);
    }
    if (value instanceof SpecificRecord record) {
      return object(record, named);
    }
    if (value instanceof Collection<?> items) {
      return items.stream().map(item -> plain(item, named)).toList();
    }
    if (value instanceof Map<?, ?> entries) {
      Map<String, Object> sorted = new TreeMap<>();
      entries.forEach((key, item) -> sorted.put((String) key, plain(item, named)));
      return sorted;
    }
    if (value instanceof Enum<?> symbol) {
      return Texts.word(symbol);
    }
    return value instanceof Instant time ? Texts.time(time) : value;
  }

  private static boolean isOneOfSeveral(Schema schema) {
    return switch (schema.getType()) {
      case ARRAY -> isOneOfSeveral(schema.getElementType());
      case UNION ->
          schema.getTypes().stream().filter(it -> it.getType() == Schema.Type.RECORD).count() > 1;
      default -> false;
    };
  }

  /** {@code FieldChanged} is {@code field-changed}. */
  private static String word(String name) {
    return name.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
