package io.madcloud.serdes;

import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;

/** Which subject of the registry a record's schema stands in. */
enum SubjectNames {
  /** The topic's name and {@code -value} or {@code -key}. */
  TOPIC,
  /** The record's full name. */
  RECORD,
  /** The topic's name, a hyphen and the record's full name. */
  TOPIC_RECORD;

  /**
   * Reads a strategy, named as Confluent's class, with its package or without, or as here.
   *
   * @throws ConfigException if there is none of that name
   */
  static SubjectNames parse(String key, String text) {
    String name = text.substring(text.lastIndexOf('.') + 1).replace("NameStrategy", "");
    return switch (name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "")) {
      case "topic" -> TOPIC;
      case "record" -> RECORD;
      case "topicrecord" -> TOPIC_RECORD;
      default ->
          throw new ConfigException(
              "Expected TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy in "
                  + key
                  + ", but "
                  + text);
    };
  }

  String subject(String topic, boolean isKey, String recordName) {
    return switch (this) {
      case TOPIC -> topic + (isKey ? "-key" : "-value");
      case RECORD -> recordName;
      case TOPIC_RECORD -> topic + "-" + recordName;
    };
  }
}
