package io.madcloud.app.cluster.registry;

import io.madcloud.serdes.SchemaProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** Who must be able to read whose data: Confluent's levels. */
enum Compatibility {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean newReadsOld;
  private final boolean oldReadsNew;
  private final boolean transitive;

  Compatibility(boolean newReadsOld, boolean oldReadsNew, boolean transitive) {
    this.newReadsOld = newReadsOld;
    this.oldReadsNew = oldReadsNew;
    this.transitive = transitive;
  }

  static Compatibility parse(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw RegistryError.invalidLevel(
          "Expected one of %s, but got '%s'".formatted(List.of(values()), name));
    }
  }

  /** Which of {@code versions}, ascending, a new schema must get along with. */
  List<SubjectVersion> concerned(List<SubjectVersion> versions) {
    return transitive || versions.isEmpty()
        ? versions
        : versions.subList(versions.size() - 1, versions.size());
  }

  /** What speaks against {@code proposed}, a sentence each; empty if nothing does. */
  List<String> problems(Schema proposed, Schema earlier, int earlierVersion) {
    String earlierName = "version " + earlierVersion;
    List<String> problems = new ArrayList<>();
    if (newReadsOld) {
      problems.addAll(SchemaProblems.of(proposed, "the new schema", earlier, earlierName));
    }
    if (oldReadsNew) {
      problems.addAll(SchemaProblems.of(earlier, earlierName, proposed, "the new schema"));
    }
    return List.copyOf(problems);
  }
}
