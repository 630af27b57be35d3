package io.madcloud.engine.yaml;

import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A field as it is written in a folder.
 *
 * @param type null when it is written wrongly, which was reported
 * @param mergeStated whether the policy is written, and not the default
 * @param doc may be null
 */
record FieldNode(
    FieldType type,
    Merge merge,
    boolean mergeStated,
    boolean sensitive,
    String doc,
    int line,
    int column) {

  private static final List<String> KEYS = List.of("type", "merge", "doc", "sensitive");
  private static final List<String> TYPES =
      List.of(
          "boolean", "long", "double", "string", "bytes", "timestamp", "list<T>", "map<T>", "any");
  private static final List<String> MERGES =
      Arrays.stream(Merge.values()).map(Merge::text).toList();
  private static final int MAX_TYPE = 200;

  /** Reads a field; returns one without a type when there are mistakes, which are reported. */
  static FieldNode read(YamlCursor cursor) {
    if (!(cursor.node() instanceof YamlNode.Mapping)) {
      return new FieldNode(
          type(cursor), Merge.FORK, false, false, null, cursor.line(), cursor.column());
    }
    int before = cursor.sink().size();
    Map<String, YamlCursor> keys = cursor.entries("a field", KEYS);
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
        keys.containsKey("merge"),
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
        ? Merge.valueOf(text.toUpperCase(Locale.ROOT))
        : Merge.FORK;
  }
}
