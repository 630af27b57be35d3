package io.madcloud.serdes;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

/** Avro's incompatibilities in words that name the field instead of its position. */
public final class SchemaProblems {

  private SchemaProblems() {}

  /**
   * Why {@code reader} cannot read what {@code writer} wrote, a sentence each; empty if it can.
   *
   * @param readerName what the sentences call it
   * @param writerName likewise
   */
  public static List<String> of(
      Schema reader, String readerName, Schema writer, String writerName) {
    List<String> sentences = new ArrayList<>();
    for (Incompatibility problem :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      sentences.add(
          "%s: %s cannot read %s: %s (%s at %s)"
              .formatted(
                  place(reader, problem.getLocation()),
                  readerName,
                  writerName,
                  reason(problem, readerName, writerName),
                  problem.getType(),
                  problem.getLocation()));
    }
    return sentences;
  }

  private static String reason(Incompatibility problem, String readerName, String writerName) {
    if (problem.getType() == SchemaIncompatibilityType.READER_FIELD_MISSING_DEFAULT_VALUE) {
      return "the field is not in %s and has no default in %s".formatted(writerName, readerName);
    }
    return problem.getMessage();
  }

  /**
   * The field at Avro's JSON pointer. Union branches may be counted in the writer: then the place
   * is the union.
   */
  private static String place(Schema root, String pointer) {
    StringBuilder path = new StringBuilder(root.getType() == Schema.Type.RECORD ? "" : "schema");
    Schema at = root;
    String[] steps = pointer.split("/", -1);
    for (int i = 1; i < steps.length; i++) {
      int index = steps[i].matches("\\d{1,9}") ? Integer.parseInt(steps[i]) : -1;
      if (at.getType() == Schema.Type.RECORD && index >= 0 && index < at.getFields().size()) {
        Schema.Field field = at.getFields().get(index);
        path.append(path.isEmpty() ? "field " + at.getName() : "").append('.').append(field.name());
        at = field.schema();
      } else if (at.getType() == Schema.Type.UNION && index >= 0 && index < at.getTypes().size()) {
        at = at.getTypes().get(index);
      } else if (at.getType() == Schema.Type.ARRAY && steps[i].equals("items")) {
        path.append("[]");
        at = at.getElementType();
      } else if (at.getType() == Schema.Type.MAP && steps[i].equals("values")) {
        path.append("{}");
        at = at.getValueType();
      }
    }
    return path.isEmpty() ? "record " + root.getFullName() : path.toString();
  }
}
