package io.madcloud.acceptance.oracle;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;

/** Field values as Java has them, of the union that value.avdl documents. */
final class PlainValues {

  /** What a value of a sensitive field is, encrypted in the journal or left out of an outcome. */
  static final String HIDDEN = "(hidden)";

  private PlainValues() {}

  static Object of(Object wire) {
    if (wire instanceof CharSequence text) {
      return text.toString();
    }
    if (wire instanceof GenericRecord record) {
      return switch (record.getSchema().getName()) {
        case "Timestamp" -> Instant.ofEpochMilli((Long) record.get("millis"));
        case "ListValue" -> ((List<?>) record.get("items")).stream().map(PlainValues::of).toList();
        case "MapValue" -> entries((List<?>) record.get("entries"));
        default ->
            throw new IllegalArgumentException(
                "Expected a value as value.avdl says, but found " + record.getSchema().getName());
      };
    }
    return wire;
  }

  /** A map has each key once; where one comes again, another value is not shown. */
  private static Object entries(List<?> wire) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Object each : wire) {
      GenericRecord entry = (GenericRecord) each;
      if (plain.put(text(entry.get("key")), of(entry.get("value"))) != null) {
        return HIDDEN;
      }
    }
    return plain;
  }

  static Map<String, Object> map(Object wire) {
    Map<String, Object> plain = new LinkedHashMap<>();
    ((Map<?, ?>) wire).forEach((key, value) -> plain.put(key.toString(), of(value)));
    return plain;
  }

  /** The text of a string or enum; null stays null. */
  static String text(Object wire) {
    return wire == null ? null : wire.toString();
  }
}
