package io.madcloud.serdes;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * Remembers answers for ever; they never change. An unknown id is remembered only for a while, so
 * that a flood of bad records is no flood of requests, and bounded in number. One question at a
 * time: whoever waits, waits for the same registry.
 */
final class CachedSchemaRegistry implements SchemaRegistry {

  private static final long UNKNOWN_FOR_NANOS = 10_000_000_000L;
  private static final int MAX_UNKNOWN = 1_000;

  private record InSubject(String subject, Schema schema) {}

  private final SchemaRegistry registry;
  private final LongSupplier nanoTime;
  private final Map<InSubject, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<String, Version> latest = new ConcurrentHashMap<>();
  private final Map<Integer, Long> unknownSince = new ConcurrentHashMap<>();

  CachedSchemaRegistry(SchemaRegistry registry) {
    this(registry, System::nanoTime);
  }

  CachedSchemaRegistry(SchemaRegistry registry, LongSupplier nanoTime) {
    this.registry = registry;
    this.nanoTime = nanoTime;
  }

  @Override
  public int register(String subject, Schema schema) {
    InSubject key = new InSubject(subject, schema);
    Integer known = ids.get(key);
    return known != null ? known : registerOnce(key);
  }

  private synchronized int registerOnce(InSubject key) {
    Integer known = ids.get(key);
    if (known == null) {
      known = registry.register(key.subject(), key.schema());
      ids.put(key, known);
    }
    return known;
  }

  @Override
  public boolean isCompatible(String subject, Schema schema) {
    return registry.isCompatible(subject, schema);
  }

  @Override
  public OptionalInt idOf(String subject, Schema schema) {
    InSubject key = new InSubject(subject, schema);
    Integer known = ids.get(key);
    return known != null ? OptionalInt.of(known) : askIdOf(key);
  }

  private synchronized OptionalInt askIdOf(InSubject key) {
    OptionalInt id = registry.idOf(key.subject(), key.schema());
    id.ifPresent(found -> ids.put(key, found));
    return id;
  }

  @Override
  public Optional<Version> latest(String subject) {
    Version known = latest.get(subject);
    return known != null ? Optional.of(known) : askLatest(subject);
  }

  private synchronized Optional<Version> askLatest(String subject) {
    Optional<Version> version = registry.latest(subject);
    version.ifPresent(found -> latest.put(subject, found));
    return version;
  }

  @Override
  public Optional<Schema> schema(int id) {
    Schema known = schemas.get(id);
    return known != null ? Optional.of(known) : askSchema(id);
  }

  private synchronized Optional<Schema> askSchema(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Long since = unknownSince.get(id);
    if (since != null && nanoTime.getAsLong() - since < UNKNOWN_FOR_NANOS) {
      return Optional.empty();
    }
    Optional<Schema> schema = registry.schema(id);
    if (schema.isPresent()) {
      schemas.put(id, schema.get());
      unknownSince.remove(id);
    } else {
      if (unknownSince.size() >= MAX_UNKNOWN) {
        unknownSince.clear();
      }
      unknownSince.put(id, nanoTime.getAsLong());
    }
    return schema;
  }
}
