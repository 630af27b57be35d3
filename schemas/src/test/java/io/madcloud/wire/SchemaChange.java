package io.madcloud.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * What speaks against a schema that follows a released one. Both must be able to read what the
 * other wrote, and mean the same by it: consumers are older than engines, and while engines are
 * exchanged one after the other a partition may go back to one of the release before.
 */
final class SchemaChange {

  private final List<String> problems = new ArrayList<>();
  private final Set<String> passed = new HashSet<>();

  private SchemaChange() {}

  /** A sentence for each problem; empty when there is none. */
  static List<String> problems(Schema released, Schema now) {
    SchemaChange change = new SchemaChange();
    change.canRead("an engine of now", now, "the release", released);
    change.canRead("a consumer of the release", released, "an engine of now", now);
    change.compare(released, now, released.getName());
    return change.problems;
  }

  private void canRead(String who, Schema reader, String whose, Schema writer) {
    SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .forEach(found -> problems.add(sentence(who, whose, found)));
  }

  private static String sentence(String who, String whose, Incompatibility found) {
    return "Expected %s to read what %s writes, but %s at %s: %s"
        .formatted(who, whose, found.getType(), found.getLocation(), found.getMessage());
  }

  /** What Avro can read, and would take for something else than it was. */
  private void compare(Schema released, Schema now, String place) {
    if (released.getType() != now.getType()) {
      return; // Avro has told.
    }
    if (!Objects.equals(released.getLogicalType(), now.getLogicalType())) {
      problems.add(
          "Expected logical type %s at %s, as the release has, but found %s"
              .formatted(released.getLogicalType(), place, now.getLogicalType()));
    }
    switch (released.getType()) {
      case ARRAY -> compare(released.getElementType(), now.getElementType(), place + "[]");
      case MAP -> compare(released.getValueType(), now.getValueType(), place + "{}");
      case ENUM -> {
        if (!now.getEnumSymbols().containsAll(released.getEnumSymbols())) {
          problems.add(
              "Expected symbols %s of %s, as the release has, but found %s"
                  .formatted(released.getEnumSymbols(), released.getName(), now.getEnumSymbols()));
        }
        if (!Objects.equals(released.getEnumDefault(), now.getEnumDefault())) {
          problems.add(
              "Expected %s for unknown symbols of %s, as the release has, but found %s"
                  .formatted(released.getEnumDefault(), released.getName(), now.getEnumDefault()));
        }
      }
      case UNION -> {
        for (Schema branch : released.getTypes()) {
          Integer index = now.getIndexNamed(branch.getFullName());
          if (index != null) {
            compare(branch, now.getTypes().get(index), place);
          }
        }
      }
      case RECORD -> {
        if (passed.add(released.getFullName())) {
          released.getFields().forEach(field -> compare(field, now, released.getName()));
        }
      }
      default -> {}
    }
  }

  private void compare(Schema.Field released, Schema record, String place) {
    String name = place + "." + released.name();
    Schema.Field now = record.getField(released.name());
    if (now == null) {
      problems.add("Expected field %s, as the release has, but it is gone".formatted(name));
      return;
    }
    if (released.hasDefaultValue() && !Objects.equals(released.defaultVal(), now.defaultVal())) {
      problems.add(
          "Expected default %s of %s, as the release has, but found %s"
              .formatted(released.defaultVal(), name, now.defaultVal()));
    }
    compare(released.schema(), now.schema(), name);
  }
}
