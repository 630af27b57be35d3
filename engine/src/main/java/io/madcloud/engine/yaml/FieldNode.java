package io.madcloud.engine.yaml;

import static java.util.Map.entry;

import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern NESTED = Pattern.compile("(\\w+)\\s*<(.*)>\\s*");
  private static final Map<String, String> OTHER_WORDS =
      Map.ofEntries(
          entry("int", "long"),
          entry("integer", "long"),
          entry("number", "double"),
          entry("float", "double"),
          entry("decimal", "double"),
          entry("bool", "boolean"),
          entry("text", "string"),
          entry("binary", "bytes"),
          entry("date", "timestamp"),
          entry("datetime", "timestamp"),
          entry("instant", "timestamp"),
          entry("list", "list<any>"),
          entry("array", "list<any>"),
          entry("map", "map<any>"),
          entry("object", "map<any>"),
          entry("dyn", "any"));

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
                  meant(text).map("; did you mean '%s'?"::formatted).orElse("")));
    }
    return type;
  }

  /** The type that someone probably meant: in the words of other languages, or misspelled. */
  private static Optional<String> meant(String text) {
    Matcher nested = NESTED.matcher(text);
    if (nested.matches()) {
      String element = nested.group(2);
      return DidYouMean.nearest(nested.group(1), List.of("list", "map"))
          .flatMap(
              kind ->
                  (FieldType.parse(element) == null ? meant(element) : Optional.of(element))
                      .map(each -> kind + "<" + each + ">"));
    }
    String other = OTHER_WORDS.get(text.strip().toLowerCase(Locale.ROOT));
    return other == null ? DidYouMean.nearest(text, TYPES) : Optional.of(other);
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
