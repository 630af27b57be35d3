package io.madcloud.engine.yaml;

import io.madcloud.engine.yaml.FolderNode.TemplateId;
import io.madcloud.engine.yaml.FolderNode.TemplateRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads a folder or template as it is written: nothing copied, no names resolved. */
final class FolderReader {

  static final List<String> KEYS =
      List.of("fields", "ops", "folders", "templates", "template", "at", "supervise", "doc");

  private static final String WHAT = "a folder: a map with " + String.join(", ", KEYS);

  private final Map<String, YamlCursor> keys;
  private final YamlCursor cursor;

  private final TemplateId enclosing;

  private FolderReader(YamlCursor cursor, Map<String, YamlCursor> keys, TemplateId enclosing) {
    this.cursor = cursor;
    this.keys = keys;
    this.enclosing = enclosing;
  }

  /**
   * Reads the root folder.
   *
   * @param keys of the folder; all of them known
   */
  static FolderNode read(YamlCursor cursor, Map<String, YamlCursor> keys) {
    return new FolderReader(cursor, keys, null).read(null);
  }

  private static FolderNode read(YamlCursor cursor, TemplateId enclosing, TemplateId id) {
    Map<String, YamlCursor> keys = cursor.isNothing() ? Map.of() : cursor.entries(WHAT, KEYS);
    return new FolderReader(cursor, keys, enclosing).read(id);
  }

  private static FolderNode readTemplate(YamlCursor cursor) {
    TemplateId id = new TemplateId();
    return read(cursor, id, id);
  }

  private FolderNode read(TemplateId id) {
    if (keys.containsKey("doc")) {
      keys.get("doc").text("a text");
    }
    return new FolderNode(
        children("fields", Names.FIELD_WORDS, Names::isField, FieldNode::read),
        children("ops", Names.NODE_WORDS, Names::isNode, OpReader::read),
        children("folders", Names.NODE_WORDS, Names::isNode, child -> read(child, enclosing, null)),
        children("templates", Names.NODE_WORDS, Names::isNode, FolderReader::readTemplate),
        template(),
        at(),
        keys.containsKey("supervise")
            ? PartialSupervision.read(keys.get("supervise"))
            : PartialSupervision.NONE,
        id,
        cursor.line(),
        cursor.column());
  }

  private <T> Map<String, T> children(
      String key, String words, Predicate<String> isName, Function<YamlCursor, T> reader) {
    Map<String, T> children = new LinkedHashMap<>();
    YamlCursor map = keys.get(key);
    if (map == null || map.isNothing()) {
      return children;
    }
    map.entries("a map of " + key)
        .forEach(
            (name, child) -> {
              if (isName.test(name)) {
                children.put(name, reader.apply(child.withPath(path(key, name))));
              } else {
                child.mistake("Expected %s, but found '%s'".formatted(words, name));
              }
            });
    return children;
  }

  private String path(String key, String name) {
    if (!key.equals("templates")) {
      return Names.child(cursor.path(), name);
    }
    return (cursor.path().equals("/") ? "" : cursor.path() + ".") + "templates." + name;
  }

  private TemplateRef template() {
    YamlCursor template = keys.get("template");
    String name = template == null ? null : template.text("the name of a template");
    return name == null
        ? null
        : new TemplateRef(name, enclosing, template.line(), template.column());
  }

  private String at() {
    YamlCursor at = keys.get("at");
    String name = at == null ? null : at.text("the name of a datacenter");
    if (name != null && !Names.isExternal(name)) {
      at.expected(Names.EXTERNAL_WORDS);
    }
    return name;
  }

  /** Those of a program, in the order in which messages name them. */
  static List<String> rootKeys() {
    List<String> rootKeys = new ArrayList<>(List.of("mount"));
    rootKeys.addAll(KEYS);
    rootKeys.add(ServersReader.KEY);
    return rootKeys;
  }
}
