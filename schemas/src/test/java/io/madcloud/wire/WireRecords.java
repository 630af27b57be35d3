package io.madcloud.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** The records on topics and in stores, by the schemas of this release. */
final class WireRecords {

  /** Each with all that it contains. */
  static final List<Schema> ALL =
      List.of(
          Notification.SCHEMA$,
          ProgramChange.SCHEMA$,
          Call.SCHEMA$,
          Reply.SCHEMA$,
          Control.SCHEMA$,
          Answer.SCHEMA$,
          Turn.SCHEMA$,
          Outcome.SCHEMA$,
          Update.SCHEMA$,
          ProcessHead.SCHEMA$,
          ProcessChunk.SCHEMA$);

  private static final String JAVA_STRING = "{\"type\":\"string\",\"avro.java.string\":\"String\"}";
  private static final String JAVA_KEYS = ",\"avro.java.string\":\"String\"";

  private WireRecords() {}

  /**
   * The schemas by name, as a registry has them: without what is written in them for Java alone.
   */
  static Map<String, Schema> published() {
    Map<String, Schema> published = new TreeMap<>();
    for (Schema record : ALL) {
      String json = record.toString().replace(JAVA_STRING, "\"string\"").replace(JAVA_KEYS, "");
      published.put(record.getName(), new Schema.Parser().parse(json));
    }
    return published;
  }
}
