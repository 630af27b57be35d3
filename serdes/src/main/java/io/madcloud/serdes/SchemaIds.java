package io.madcloud.serdes;

import java.util.OptionalInt;
import org.apache.avro.Schema;

/** The ids that schemas have in a registry, had as Confluent's keys say. Thread-safe. */
final class SchemaIds {

  private final SchemaRegistry registry;
  private final SerializerSettings settings;

  SchemaIds(SchemaRegistry registry, SerializerSettings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /** The subject of the records of a schema on a topic. */
  String subject(String topic, Schema schema) {
    return settings.subject(topic, schema);
  }

  /** Whether a schema that is not there may be put into its subject. */
  boolean mayRegister() {
    return settings.autoRegister() && !settings.useLatest();
  }

  /**
   * The id of a schema for a topic; the schema is registered where that is wanted.
   *
   * @throws SchemaRefusedException if the registry does not take it, or has to know it and does not
   * @throws RegistryException if the registry cannot be asked
   */
  int of(String topic, Schema schema) {
    String subject = subject(topic, schema);
    if (settings.useLatest()) {
      var latest = registry.latest(subject);
      if (latest.isPresent() && WireSchemas.sameBytes(latest.get().schema(), schema)) {
        return latest.get().id();
      }
    } else if (settings.autoRegister()) {
      return registry.register(subject, schema);
    }
    // With use.latest.version too: an instance of the release before may not know the latest.
    OptionalInt id = registry.idOf(subject, schema);
    return id.orElseThrow(() -> new SchemaRefusedException(missing(subject, schema)));
  }

  /** What to say of a schema that somebody has to register before. */
  static String missing(String subject, Schema schema) {
    return "Expected the schema of "
        + schema.getFullName()
        + " in subject "
        + subject
        + ", but it is not there: register it, or set auto.register.schemas=true and"
        + " use.latest.version=false";
  }
}
