package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Walks the folders of a declaration, with templates copied in, and lists what they hold. */
final class Folders {
  /** An op as it is written, with the folder it is in and the supervision that holds there. */
  record WrittenOp(String folder, JsonNode node, ObjectNode supervise) {}

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");
  private static final Set<String> FOLDER_KEYS =
      Set.of("fields", "ops", "folders", "templates", "at", "supervise", "doc");
  private static final Set<String> SUPERVISE_KEYS =
      Set.of("attempts", "backoff", "max-backoff", "timeout", "on-failure");

  /** No key of programs. */
  static final String ON_FAILURE_OF = "folder of on-failure";

  private static final int MAX_DEPTH = 50;

  /** The fields that were found, as written, by path. */
  final Map<String, List<JsonNode>> fields = new TreeMap<>();

  /** The ops that were found, by path. */
  final Map<String, WrittenOp> ops = new TreeMap<>();

  /** Adds all of one program, which is mounted somewhere. */
  void add(JsonNode program) {
    InvalidProgram.unless(program.isObject(), "Expected a program, but %s", program);
    ObjectNode root = program.deepCopy();
    JsonNode mount = root.remove("mount");
    InvalidProgram.unless(
        mount == null || (mount.isTextual() && mount.textValue().startsWith("/")),
        "Expected an absolute mount, but %s",
        mount);
    String path = mount == null ? "/" : mount.textValue();
    if (!path.equals("/")) {
      List.of(path.substring(1).split("/", -1)).forEach(Folders::expectName);
    }
    walk(root, path, List.of(), JsonNodeFactory.instance.objectNode(), 0);
  }

  /** Lays keys over those of outer folders; what a failure does is remembered with its folder. */
  static void laySupervision(ObjectNode outer, ObjectNode inner, String folder) {
    ProgramReader.expectKeys(inner, SUPERVISE_KEYS);
    outer.setAll(inner);
    if (inner.has("on-failure")) {
      outer.put(ON_FAILURE_OF, folder);
    }
  }

  static String join(String folder, String name) {
    return folder.equals("/") ? "/" + name : folder + "/" + name;
  }

  private void walk(
      JsonNode written, String path, List<JsonNode> templates, ObjectNode outer, int depth) {
    InvalidProgram.unless(depth < MAX_DEPTH, "Expected folders to end, but %s nests on", path);
    InvalidProgram.unless(written.isObject(), "Expected a folder at %s, but %s", path, written);
    ObjectNode folder = written.deepCopy();
    for (int copies = 0; folder.has("template"); copies++) {
      InvalidProgram.unless(copies < MAX_DEPTH, "Expected a template to end, but %s", path);
      folder = instance(folder, templates);
    }
    folder
        .fieldNames()
        .forEachRemaining(
            key -> InvalidProgram.unless(FOLDER_KEYS.contains(key), "Unknown key %s", key));
    ObjectNode supervise = outer.deepCopy();
    laySupervision(supervise, (ObjectNode) section(folder, "supervise"), path);

    section(folder, "fields")
        .properties()
        .forEach(
            each -> {
              InvalidProgram.unless(
                  References.FIELD_NAME.matcher(each.getKey()).matches(),
                  "Expected a field name, but %s",
                  each.getKey());
              fields
                  .computeIfAbsent(join(path, each.getKey()), key -> new ArrayList<>())
                  .add(each.getValue());
            });
    section(folder, "ops")
        .properties()
        .forEach(
            each -> {
              expectName(each.getKey());
              String op = join(path, each.getKey());
              InvalidProgram.unless(!ops.containsKey(op), "Expected one op %s, but two", op);
              ops.put(op, new WrittenOp(path, each.getValue(), supervise));
            });
    List<JsonNode> inner = new ArrayList<>(templates);
    inner.add(section(folder, "templates"));
    section(folder, "templates").fieldNames().forEachRemaining(Folders::expectName);
    section(folder, "folders")
        .properties()
        .forEach(
            each -> {
              expectName(each.getKey());
              walk(each.getValue(), join(path, each.getKey()), inner, supervise, depth + 1);
            });
  }

  /** The nearest enclosing template that {@code folder} names, with its other keys laid over. */
  private static ObjectNode instance(ObjectNode folder, List<JsonNode> templates) {
    JsonNode name = folder.remove("template");
    for (int i = templates.size() - 1; i >= 0; i--) {
      JsonNode template = templates.get(i).get(name.asText());
      if (template != null) {
        InvalidProgram.unless(template.isObject(), "Expected a template, but %s", template);
        ObjectNode copy = template.deepCopy();
        layOver(copy, folder);
        return copy;
      }
    }
    throw new InvalidProgram("Expected a template, but there is no " + name);
  }

  private static void layOver(ObjectNode copy, ObjectNode folder) {
    folder
        .properties()
        .forEach(
            each -> {
              String key = each.getKey();
              if (key.equals("folders") && copy.has(key)) {
                layFolders((ObjectNode) copy.get(key), (ObjectNode) each.getValue());
              } else if (Set.of("ops", "fields", "templates").contains(key) && copy.has(key)) {
                ((ObjectNode) copy.get(key)).setAll((ObjectNode) each.getValue());
              } else {
                copy.set(key, each.getValue());
              }
            });
  }

  private static void layFolders(ObjectNode copies, ObjectNode folders) {
    folders
        .properties()
        .forEach(
            each -> {
              if (copies.has(each.getKey())) {
                layOver((ObjectNode) copies.get(each.getKey()), (ObjectNode) each.getValue());
              } else {
                copies.set(each.getKey(), each.getValue());
              }
            });
  }

  private static JsonNode section(JsonNode folder, String key) {
    JsonNode section = folder.get(key);
    if (section == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    InvalidProgram.unless(section.isObject(), "Expected an object for %s, but %s", key, section);
    return section;
  }

  private static void expectName(String name) {
    InvalidProgram.unless(NAME.matcher(name).matches(), "Expected a name, but %s", name);
  }
}
