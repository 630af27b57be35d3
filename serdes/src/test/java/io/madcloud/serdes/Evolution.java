package io.madcloud.serdes;

import io.madcloud.wire.Notification;
import io.madcloud.wire.Turn;
import org.apache.avro.Schema;

/** Schemas as a later release may have them. */
final class Evolution {

  private Evolution() {}

  /** Notification with one more field, which has a default. */
  static Schema withAField() {
    return edited(
        Notification.SCHEMA$,
        "\"fields\":[{\"name\":\"op\"",
        "\"fields\":[{\"name\":\"priority\",\"type\":\"int\",\"default\":7},{\"name\":\"op\"");
  }

  /** Turn whose process status has one more symbol, in the middle. */
  static Schema withASymbol() {
    return edited(
        Turn.SCHEMA$, "\"RUNNING\",\"QUIESCENT\"", "\"RUNNING\",\"PAUSED\",\"QUIESCENT\"");
  }

  /** Turn with one more kind of change. */
  static Schema withABranch() {
    return edited(
        Turn.SCHEMA$,
        "{\"type\":\"record\",\"name\":\"FieldDropped\"",
        "{\"type\":\"record\",\"name\":\"Merged\","
            + "\"fields\":[{\"name\":\"into\",\"type\":\"string\"}]},"
            + "{\"type\":\"record\",\"name\":\"FieldDropped\"");
  }

  private static Schema edited(Schema schema, String text, String replacement) {
    String json = WireSchemas.published(schema).toString();
    String edited = json.replace(text, replacement);
    if (edited.equals(json)) {
      throw new IllegalStateException("Expected " + text + " in the schema, but " + json);
    }
    return new Schema.Parser().parse(edited);
  }
}
