package io.madcloud.app.cluster.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The rules of the registry: a change is checked, written to the log, then visible. Thread-safe:
 * one request at a time. Refusals are {@link RegistryError}s.
 */
final class Registry implements AutoCloseable {
  private static final String LATEST = "latest";

  private final RegistryState state = new RegistryState();
  private final ChangeLog log;

  Registry(Path file) throws IOException {
    log = ChangeLog.open(file, state::apply);
  }

  synchronized List<String> subjects(boolean withDeleted) {
    return state.subjects().stream()
        .filter(subject -> !state.versions(subject, withDeleted).isEmpty())
        .toList();
  }

  synchronized List<SubjectVersion> versions(String subject, boolean withDeleted) {
    List<SubjectVersion> versions = state.versions(subject, withDeleted);
    if (versions.isEmpty()) {
      throw RegistryError.subjectNotFound(subject);
    }
    return versions;
  }

  /** {@code version} is a number or "latest" (also -1, as Confluent's clients send it). */
  synchronized SubjectVersion version(String subject, String version, boolean withDeleted) {
    int number = parseVersion(version);
    List<SubjectVersion> versions = versions(subject, withDeleted);
    if (number < 0) {
      return versions.get(versions.size() - 1);
    }
    return versions.stream()
        .filter(v -> v.version() == number)
        .findFirst()
        .orElseThrow(() -> RegistryError.versionNotFound(version));
  }

  /** The id of the schema; the same again for a schema that the subject has already. */
  synchronized int register(String subject, String text) {
    Schema schema = parse(text);
    Optional<SubjectVersion> known = find(subject, schema, false);
    if (known.isPresent()) {
      return known.get().id();
    }
    Compatibility level = effectiveLevel(subject);
    List<SubjectVersion> earlier = level.concerned(state.versions(subject, false));
    for (int i = earlier.size() - 1; i >= 0; i--) {
      SubjectVersion version = earlier.get(i);
      List<String> problems = problems(level, schema, version);
      if (!problems.isEmpty()) {
        throw RegistryError.incompatible(
            "Expected a schema that is %s compatible with version %d of subject '%s', but %s"
                .formatted(level, version.version(), subject, String.join("; ", problems)));
      }
    }
    String canonical = schema.toString();
    int id = state.idFor(canonical);
    change(new Change.Registered(subject, state.nextVersion(subject), id, canonical));
    return id;
  }

  synchronized SubjectVersion lookUp(String subject, String text, boolean withDeleted) {
    Schema schema = parse(text);
    versions(subject, withDeleted);
    return find(subject, schema, withDeleted).orElseThrow(RegistryError::schemaNotFound);
  }

  synchronized String schema(int id) {
    return state.schema(id).orElseThrow(() -> RegistryError.schemaNotFound(id));
  }

  synchronized List<SubjectVersion> versionsOf(int id, boolean withDeleted) {
    schema(id);
    return state.subjects().stream()
        .flatMap(subject -> state.versions(subject, withDeleted).stream())
        .filter(version -> version.id() == id)
        .toList();
  }

  /** Hides all versions, or forgets them if {@code permanent} and hidden before. */
  synchronized List<Integer> deleteSubject(String subject, boolean permanent) {
    List<SubjectVersion> all = versions(subject, true);
    List<SubjectVersion> live = state.versions(subject, false);
    if (permanent && !live.isEmpty()) {
      throw RegistryError.subjectNotDeletedYet(subject);
    }
    if (!permanent && live.isEmpty()) {
      throw RegistryError.subjectDeletedAlready(subject);
    }
    List<Integer> deleted = (permanent ? all : live).stream().map(SubjectVersion::version).toList();
    change(new Change.Deleted(subject, deleted, permanent));
    if (state.level(subject).isPresent()) {
      change(new Change.Configured(subject, null));
    }
    return deleted;
  }

  synchronized int deleteVersion(String subject, String version) {
    int number = version(subject, version, false).version();
    change(new Change.Deleted(subject, List.of(number), false));
    return number;
  }

  /** What speaks against {@code text} beside one version; nothing if there is none at all. */
  synchronized List<String> check(String subject, String version, String text) {
    Schema schema = parse(text);
    if (parseVersion(version) < 0 && state.versions(subject, false).isEmpty()) {
      return List.of();
    }
    return problems(effectiveLevel(subject), schema, version(subject, version, false));
  }

  /** What speaks against {@code text} beside the versions that the subject's level looks at. */
  synchronized List<String> check(String subject, String text) {
    Schema schema = parse(text);
    Compatibility level = effectiveLevel(subject);
    return level.concerned(state.versions(subject, false)).stream()
        .flatMap(version -> problems(level, schema, version).stream())
        .toList();
  }

  synchronized Compatibility defaultLevel() {
    return state.defaultLevel();
  }

  synchronized Compatibility level(String subject, boolean orDefault) {
    return orDefault
        ? effectiveLevel(subject)
        : state.level(subject).orElseThrow(() -> RegistryError.noSubjectConfig(subject));
  }

  /** {@code subject} null: for all that have none of their own; {@code level} null: none. */
  synchronized void configure(String subject, Compatibility level) {
    change(new Change.Configured(subject, level));
  }

  @Override
  public synchronized void close() throws IOException {
    log.close();
  }

  private Compatibility effectiveLevel(String subject) {
    return state.level(subject).orElse(state.defaultLevel());
  }

  private Optional<SubjectVersion> find(String subject, Schema schema, boolean withDeleted) {
    String canonical = schema.toString();
    List<SubjectVersion> versions = state.versions(subject, withDeleted);
    return versions.stream()
        .filter(version -> version.schema().equals(canonical))
        .reduce((earlier, later) -> later);
  }

  private static List<String> problems(Compatibility level, Schema schema, SubjectVersion earlier) {
    return level.problems(schema, parse(earlier.schema()), earlier.version());
  }

  private void change(Change change) {
    try {
      log.append(change);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    state.apply(change);
  }

  private static int parseVersion(String version) {
    if (version.equals(LATEST) || version.equals("-1")) {
      return -1;
    }
    try {
      int number = Integer.parseInt(version);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same refusal as a number out of range.
    }
    throw RegistryError.invalidVersion(version);
  }

  private static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (RuntimeException e) {
      // Not AvroRuntimeException: some malformed schemas end in a NullPointerException in Avro.
      throw RegistryError.invalidSchema("Expected an Avro schema, but " + e.getMessage());
    }
  }
}
