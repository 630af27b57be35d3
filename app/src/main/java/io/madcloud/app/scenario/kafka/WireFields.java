package io.madcloud.app.scenario.kafka;

import io.madcloud.serdes.Values;
import io.madcloud.wire.ListValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Field values of an event for a record. A scenario can state what no record carries: nothing, a
 * number of more than 64 bits. That is of no type, so what is nested too deep for every type goes
 * in its place, and the engine refuses it alike.
 */
final class WireFields {

  private static final ListValue OF_NO_TYPE = ofNoType();

  private WireFields() {}

  /** The wire's form of fields by local name. */
  static Map<String, Object> of(Map<String, Object> fields) {
    Map<String, Object> wire = new HashMap<>();
    fields.forEach((local, value) -> wire.put(local, of(value)));
    return wire;
  }

  private static Object of(Object value) {
    try {
      return Values.toWire(value);
    } catch (IllegalArgumentException e) {
      return OF_NO_TYPE;
    }
  }

  private static ListValue ofNoType() {
    ListValue nested = new ListValue(List.of());
    for (int depth = 0; depth < Values.MAX_DEPTH; depth++) {
      nested = new ListValue(List.of(nested));
    }
    return nested;
  }
}
