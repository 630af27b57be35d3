package io.madcloud.serdes;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/**
 * A schema registry as Confluent defined it: schemas have ids for ever, and stand in subjects, one
 * version after the other. Implementations may be used by several threads.
 *
 * <p>Every method throws {@link RegistryException} when the registry cannot be asked or refuses.
 * Those that give schemas throw a {@link org.apache.kafka.common.errors.SerializationException}
 * when what is there is no schema of Avro.
 */
public interface SchemaRegistry {

  /** The version of a subject: the schema with its id, and its version from 1. */
  record Version(int id, int version, Schema schema) {}

  /**
   * Puts a schema into a subject, if it is not there yet, and tells its id.
   *
   * @throws SchemaRefusedException if it does not go with those that are there
   */
  int register(String subject, Schema schema);

  /** Whether a subject would take a schema after its latest one. */
  boolean isCompatible(String subject, Schema schema);

  /** Id of a schema that is in a subject; empty if it is not. */
  OptionalInt idOf(String subject, Schema schema);

  /** The latest version in a subject; empty if there is no such subject. */
  Optional<Version> latest(String subject);

  /** The schema with an id; empty if the registry knows none. */
  Optional<Schema> schema(int id);

  /**
   * The registry that a configuration with Confluent's keys names: {@code schema.registry.url} and
   * what goes with it. What it was asked once it remembers for ever, so that a registry that is
   * down stops nobody who has begun.
   *
   * @throws org.apache.kafka.common.config.ConfigException if the configuration is incomplete
   */
  static SchemaRegistry of(Map<String, ?> config) {
    RegistrySettings settings = RegistrySettings.of(config);
    return settings.mockScope().isPresent()
        ? MockSchemaRegistry.scope(settings.mockScope().get())
        : new CachedSchemaRegistry(new HttpSchemaRegistry(settings));
  }
}
