package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.scenario.StageException;
import io.madcloud.serdes.Values;
import java.util.HashMap;
import java.util.Map;

/**
 * Field values of an event for a record. A scenario can state what no record carries: nothing, a
 * number of more than 64 bits, lists too deep. All of that is of no declared type, so another value
 * that is of another type than the declared one goes in its place, and the engine refuses it alike.
 */
final class WireFields {

  private WireFields() {}

  /**
   * The wire's form of fields by local name.
   *
   * @param op whose fields they are said to be; null when there is no such op
   */
  static Map<String, Object> of(Op op, Map<String, Object> fields) {
    Map<String, Object> wire = new HashMap<>();
    fields.forEach((local, value) -> wire.put(local, of(op, local, value)));
    return wire;
  }

  private static Object of(Op op, String local, Object value) {
    try {
      return Values.toWire(value);
    } catch (IllegalArgumentException e) {
      Field field = op == null ? null : op.out(local);
      if (field != null && field.type().kind() == FieldType.Kind.ANY) {
        throw new StageException(
            "Expected a value for '%s' that a record can carry, for all of those are of its type any; %s"
                .formatted(local, e.getMessage()),
            e);
      }
      boolean takesBooleans = field != null && field.type().kind() == FieldType.Kind.BOOLEAN;
      return takesBooleans ? (Object) 0L : (Object) true;
    }
  }
}
