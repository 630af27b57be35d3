package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Resolves the fields that one op names. */
final class References {
  static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Program program;
  private final String path;
  private final String opFolder;
  private final Map<String, Field> byLocalName = new LinkedHashMap<>();

  References(Program program, String path, String opFolder) {
    this.program = program;
    this.path = path;
    this.opFolder = opFolder;
  }

  /** The fields that {@code op} lists under {@code key}, by local name. */
  Map<String, Field> list(JsonNode op, String key) {
    Map<String, Field> fields = new LinkedHashMap<>();
    JsonNode list = op.path(key);
    InvalidProgram.unless(
        list.isMissingNode() || list.isArray(), "Expected a list for %s, but %s", key, list);
    for (JsonNode entry : list) {
      boolean renamed = entry.isObject() && entry.size() == 1;
      InvalidProgram.unless(
          renamed || entry.isTextual(), "Expected a field in %s, but %s", path, entry);
      JsonNode reference = renamed ? entry.elements().next() : entry;
      Field field = resolve(reference.asText());
      String local =
          renamed
              ? entry.fieldNames().next()
              : field.path().substring(field.path().lastIndexOf('/') + 1);
      InvalidProgram.unless(
          FIELD_NAME.matcher(local).matches(), "Expected a local name, but %s", local);
      Field known = byLocalName.putIfAbsent(local, field);
      InvalidProgram.unless(
          known == null || known.equals(field), "Expected one field %s, but two", local);
      InvalidProgram.unless(
          fields.put(local, field) == null, "Expected %s once in %s, but twice", local, key);
    }
    return fields;
  }

  /** The nearest declaration from the op's folder up to the root; an absolute path is itself. */
  Field resolve(String name) {
    if (name.startsWith("/")) {
      Field field = program.fields().get(name);
      InvalidProgram.unless(field != null, "Expected a field, but there is no %s", name);
      return field;
    }
    InvalidProgram.unless(FIELD_NAME.matcher(name).matches(), "Expected a field, but %s", name);
    String folder = opFolder;
    while (true) {
      Field field = program.fields().get(Folders.join(folder, name));
      if (field != null) {
        return field;
      }
      InvalidProgram.unless(
          !folder.equals("/"), "Expected a field, but %s resolves no %s", path, name);
      folder = folder.substring(0, Math.max(1, folder.lastIndexOf('/')));
    }
  }
}
