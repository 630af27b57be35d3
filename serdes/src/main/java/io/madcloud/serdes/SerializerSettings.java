package io.madcloud.serdes;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** What Confluent's keys say about writing. */
record SerializerSettings(
    boolean autoRegister, boolean useLatest, SubjectNames names, boolean isKey) {

  static SerializerSettings of(Map<String, ?> config, boolean isKey) {
    String key = isKey ? "key.subject.name.strategy" : SerdeKeys.VALUE_NAMES;
    return new SerializerSettings(
        flag(config, SerdeKeys.AUTO_REGISTER),
        flag(config, SerdeKeys.USE_LATEST),
        strategy(key, config.get(key)),
        isKey);
  }

  String subject(String topic, Schema schema) {
    return names.subject(topic, isKey, schema.getFullName());
  }

  private static SubjectNames strategy(String key, Object value) {
    if (value == null) {
      return SubjectNames.TOPIC;
    }
    String name = value instanceof Class<?> type ? type.getName() : value.toString();
    return SubjectNames.parse(key, name.strip());
  }

  private static boolean flag(Map<String, ?> config, String key) {
    Object value = config.get(key);
    if (value == null) {
      return SerdeKeys.defaultFlag(key);
    }
    return switch (value.toString().strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ConfigException("Expected true or false in " + key + ", but " + value);
    };
  }
}
