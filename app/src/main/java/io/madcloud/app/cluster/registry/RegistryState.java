package io.madcloud.app.cluster.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fold over all changes. It decides nothing. Not thread-safe. */
final class RegistryState {
  private final SortedMap<String, SortedMap<Integer, SubjectVersion>> subjects = new TreeMap<>();
  private final Map<String, Integer> lastVersions = new HashMap<>();
  private final Map<Integer, String> schemas = new LinkedHashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Compatibility> levels = new HashMap<>();
  private Compatibility defaultLevel = Compatibility.BACKWARD;

  void apply(Change change) {
    if (change instanceof Change.Registered c) {
      SubjectVersion version =
          new SubjectVersion(c.subject(), c.version(), c.id(), c.schema(), false);
      subjects.computeIfAbsent(c.subject(), s -> new TreeMap<>()).put(c.version(), version);
      lastVersions.merge(c.subject(), c.version(), Math::max);
      schemas.put(c.id(), c.schema());
      ids.put(c.schema(), c.id());
    } else if (change instanceof Change.Deleted c) {
      SortedMap<Integer, SubjectVersion> versions =
          subjects.getOrDefault(c.subject(), new TreeMap<>());
      if (c.permanent()) {
        versions.keySet().removeAll(c.versions());
      } else {
        c.versions().forEach(n -> versions.computeIfPresent(n, (same, v) -> v.hidden()));
      }
    } else if (change instanceof Change.Configured c) {
      configure(c);
    }
  }

  /** Ascending by name. */
  Collection<String> subjects() {
    return subjects.keySet();
  }

  /** Ascending by version. */
  List<SubjectVersion> versions(String subject, boolean withDeleted) {
    return subjects.getOrDefault(subject, new TreeMap<>()).values().stream()
        .filter(version -> withDeleted || !version.deleted())
        .toList();
  }

  int nextVersion(String subject) {
    return lastVersions.getOrDefault(subject, 0) + 1;
  }

  Optional<String> schema(int id) {
    return Optional.ofNullable(schemas.get(id));
  }

  /** The id that {@code schema} has, or would get. */
  int idFor(String schema) {
    return ids.getOrDefault(schema, schemas.size() + 1);
  }

  Compatibility defaultLevel() {
    return defaultLevel;
  }

  Optional<Compatibility> level(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  private void configure(Change.Configured c) {
    if (c.subject() == null) {
      defaultLevel = c.level() == null ? Compatibility.BACKWARD : c.level();
    } else if (c.level() == null) {
      levels.remove(c.subject());
    } else {
      levels.put(c.subject(), c.level());
    }
  }
}
