package io.madcloud.engine.yaml;

import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.yaml.FolderNode.TemplateRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads a folder or template as it is written: nothing copied, no names resolved. */
final class FolderReader {

  static final List<String> KEYS =
      List.of("fields", "ops", "folders", "templates", "template", "at", "supervise", "doc");

  private static final String WHAT = "a folder: a map with " + String.join(", ", KEYS);
  private static final List<String> FIELD_KEYS = List.of("type", "merge", "doc", "sensitive");
  private static final List<String> TYPES =
      List.of(
          "boolean", "long", "double", "string", "bytes", "timestamp", "list<T>", "map<T>", "any");
  private static final List<String> MERGES =
      Arrays.stream(Merge.values()).map(Merge::text).toList();
  private static final int MAX_TYPE = 200;

  private final Map<String, YamlCursor> keys;
  private final YamlCursor cursor;

  private FolderReader(YamlCursor cursor, Map<String, YamlCursor> keys) {
    this.cursor = cursor;
    this.keys = keys;
  }

  /** Reads a folder or template below the root. */
  static FolderNode read(YamlCursor cursor) {
    return cursor.isNothing()
        ? read(cursor, new LinkedHashMap<>())
        : read(cursor, cursor.entries(WHAT, KEYS));
  }

  /**
   * @param keys of the folder; all of them known
   */
  static FolderNode read(YamlCursor cursor, Map<String, YamlCursor> keys) {
    return new FolderReader(cursor, keys).read();
  }

  private FolderNode read() {
    if (keys.containsKey("doc")) {
      keys.get("doc").text("a text");
    }
    return new FolderNode(
        children("fields", Names.FIELD_WORDS, Names::isField, "", FolderReader::field),
        children("ops", Names.NODE_WORDS, Names::isNode, "", OpReader::read),
        children("folders", Names.NODE_WORDS, Names::isNode, "", FolderReader::read),
        children("templates", Names.NODE_WORDS, Names::isNode, ".templates", FolderReader::read),
        template(),
        at(),
        keys.containsKey("supervise")
            ? PartialSupervision.read(keys.get("supervise"))
            : PartialSupervision.NONE,
        cursor.line(),
        cursor.column());
  }

  private <T> Map<String, T> children(
      String key,
      String words,
      Function<String, Boolean> isName,
      String infix,
      Function<YamlCursor, T> reader) {
    Map<String, T> children = new LinkedHashMap<>();
    YamlCursor map = keys.get(key);
    if (map == null || map.isNothing()) {
      return children;
    }
    map.entries("a map of " + key)
        .forEach(
            (name, child) -> {
              if (isName.apply(name)) {
                String path = Names.child(cursor.path() + infix, name);
                children.put(name, reader.apply(child.withPath(path)));
              } else {
                child.mistake("Expected %s, but found '%s'".formatted(words, name));
              }
            });
    return children;
  }

  private TemplateRef template() {
    YamlCursor template = keys.get("template");
    String name = template == null ? null : template.text("the name of a template");
    return name == null ? null : new TemplateRef(name, template.line(), template.column());
  }

  private String at() {
    YamlCursor at = keys.get("at");
    String name = at == null ? null : at.text("the name of a datacenter");
    if (name != null && !Names.isExternal(name)) {
      at.expected(Names.EXTERNAL_WORDS);
    }
    return name;
  }

  private static FieldNode field(YamlCursor cursor) {
    if (!(cursor.node() instanceof YamlNode.Mapping)) {
      return new FieldNode(type(cursor), Merge.FORK, false, null, cursor.line(), cursor.column());
    }
    int before = cursor.sink().size();
    Map<String, YamlCursor> keys = cursor.entries("a field", FIELD_KEYS);
    YamlCursor type = keys.get("type");
    FieldType fieldType = type == null ? null : type(type);
    if (type == null) {
      cursor.mistake("Expected 'type', but the field has none");
    }
    Merge merge = keys.containsKey("merge") ? merge(keys.get("merge")) : Merge.FORK;
    Boolean sensitive = keys.containsKey("sensitive") ? keys.get("sensitive").bool() : null;
    String doc = keys.containsKey("doc") ? keys.get("doc").text("a text") : null;
    boolean broken = cursor.sink().size() > before;
    return new FieldNode(
        broken ? null : fieldType,
        merge,
        Boolean.TRUE.equals(sensitive),
        doc,
        cursor.line(),
        cursor.column());
  }

  private static FieldType type(YamlCursor cursor) {
    String text = cursor.text("a type: one of " + String.join(", ", TYPES));
    if (text == null) {
      return null;
    }
    FieldType type = text.length() > MAX_TYPE ? null : FieldType.parse(text);
    if (type == null) {
      cursor.mistake(
          "Expected one of %s, but found the type '%s'%s"
              .formatted(
                  String.join(", ", TYPES),
                  text.length() > MAX_TYPE ? text.substring(0, MAX_TYPE) + "…" : text,
                  DidYouMean.ending(text, TYPES)));
    }
    return type;
  }

  private static Merge merge(YamlCursor cursor) {
    String text = cursor.text("one of " + String.join(", ", MERGES));
    if (text != null && !MERGES.contains(text)) {
      cursor.mistake(
          "Expected one of %s, but found '%s'%s"
              .formatted(String.join(", ", MERGES), text, DidYouMean.ending(text, MERGES)));
    }
    return text != null && MERGES.contains(text)
        ? Merge.values()[MERGES.indexOf(text)]
        : Merge.FORK;
  }

  /** Keys in the order in which messages name them, {@code mount} among them. */
  static List<String> rootKeys() {
    List<String> rootKeys = new ArrayList<>(List.of("mount"));
    rootKeys.addAll(KEYS);
    return rootKeys;
  }
}
