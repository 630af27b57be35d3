package io.madcloud.serdes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A registry in this JVM, for tests: {@code mock://SCOPE}. One per scope, until it is dropped;
 * checks no compatibility.
 */
public final class MockSchemaRegistry implements SchemaRegistry {

  private static final Map<String, MockSchemaRegistry> SCOPES = new ConcurrentHashMap<>();

  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, List<Integer>> subjects = new HashMap<>();

  private MockSchemaRegistry() {}

  /** The registry of a scope, made when first asked for. */
  public static MockSchemaRegistry scope(String scope) {
    return SCOPES.computeIfAbsent(scope, name -> new MockSchemaRegistry());
  }

  /** Forgets the registry of a scope; serdes that hold it keep it. */
  public static void drop(String scope) {
    SCOPES.remove(scope);
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    int index = schemas.indexOf(schema);
    if (index < 0) {
      index = schemas.size();
      schemas.add(schema);
    }
    List<Integer> ids = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
    if (!ids.contains(index + 1)) {
      ids.add(index + 1);
    }
    return index + 1;
  }

  @Override
  public boolean isCompatible(String subject, Schema schema) {
    return true;
  }

  @Override
  public synchronized OptionalInt idOf(String subject, Schema schema) {
    return subjects.getOrDefault(subject, List.of()).stream()
        .mapToInt(Integer::intValue)
        .filter(id -> schemas.get(id - 1).equals(schema))
        .findFirst();
  }

  @Override
  public synchronized Optional<Version> latest(String subject) {
    List<Integer> ids = subjects.getOrDefault(subject, List.of());
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    int id = ids.get(ids.size() - 1);
    return Optional.of(new Version(id, ids.size(), schemas.get(id - 1)));
  }

  @Override
  public synchronized Optional<Schema> schema(int id) {
    return id < 1 || id > schemas.size() ? Optional.empty() : Optional.of(schemas.get(id - 1));
  }
}
