package io.madcloud.engine.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an op as it is written, names not resolved. */
final class OpReader {

  private static final List<String> KEYS =
      List.of(
          "in",
          "mask",
          "out",
          "expr",
          "each",
          "plugin",
          "with",
          "call",
          "after",
          "topic",
          "process-id",
          "returns",
          "when",
          "fail",
          "masked",
          "catch-up",
          "version",
          "at",
          "supervise",
          "doc");

  private static final String EXPRESSION = "a CEL expression";

  private final YamlCursor cursor;
  private final int mistakesBefore;
  private final Map<String, YamlCursor> keys;

  private OpReader(YamlCursor cursor, int mistakesBefore) {
    this.cursor = cursor;
    this.mistakesBefore = mistakesBefore;
    this.keys = cursor.entries("an op: a map with 'in', 'out' or both", KEYS);
  }

  /** Reads what can be read; mistakes are reported. */
  static OpNode read(YamlCursor cursor) {
    return new OpReader(cursor, cursor.sink().size()).read();
  }

  private OpNode read() {
    List<FieldRef> in = fields("in");
    String masked = oneOf("masked", List.of("keep", "drop"));
    if (masked != null && in.isEmpty()) {
      keys.get("masked").mistake("Expected 'in' beside 'masked', but the op has none");
    }
    return new OpNode(
        cursor,
        in,
        fields("mask"),
        fields("out"),
        expressions(),
        expression("each"),
        expression("when"),
        text("plugin", "the name of a plugin"),
        with(),
        external("call", "the name of a server"),
        keys.containsKey("after") ? Durations.read(keys.get("after")) : null,
        external("topic", "the name of a topic"),
        text("process-id", "a field of 'out'"),
        keys.containsKey("returns") ? fields("returns") : null,
        keys.containsKey("fail") ? field(keys.get("fail"), "fail") : null,
        masked,
        keys.containsKey("catch-up") && Boolean.TRUE.equals(keys.get("catch-up").bool()),
        keys.containsKey("supervise")
            ? PartialSupervision.read(keys.get("supervise"))
            : PartialSupervision.NONE,
        external("at", "the name of a datacenter"),
        text("version", "a version"),
        text("doc", "a text"),
        cursor.sink().size() == mistakesBefore);
  }

  private List<FieldRef> fields(String key) {
    YamlCursor list = keys.get(key);
    if (list == null) {
      return List.of();
    }
    List<FieldRef> refs = new ArrayList<>();
    for (YamlCursor item : list.items("a list of fields")) {
      FieldRef ref = field(item, key + "[" + refs.size() + "]");
      if (ref != null) {
        refs.add(ref);
      }
    }
    return List.copyOf(refs);
  }

  private static FieldRef field(YamlCursor item, String part) {
    if (item.node() instanceof YamlNode.Mapping) {
      Map<String, YamlCursor> entries = item.entries("{LOCAL: NAME}");
      if (entries.size() != 1) {
        item.mistake("Expected one entry {LOCAL: NAME}, but found " + entries.size());
        return null;
      }
      Map.Entry<String, YamlCursor> entry = entries.entrySet().iterator().next();
      if (!Names.isField(entry.getKey())) {
        item.mistake("Expected %s, but found '%s'".formatted(Names.FIELD_WORDS, entry.getKey()));
        return null;
      }
      String name = fieldName(entry.getValue());
      return name == null ? null : new FieldRef(entry.getKey(), name, part);
    }
    String name = fieldName(item);
    return name == null ? null : new FieldRef(Names.last(name), name, part);
  }

  private static String fieldName(YamlCursor cursor) {
    String name = cursor.text("a field's name");
    if (name != null && !Names.isField(name) && !Names.isFieldPath(name)) {
      cursor.expected("a field's name such as 'price', or its path such as '/quote/price'");
      return null;
    }
    return name;
  }

  private Map<String, String> expressions() {
    YamlCursor expr = keys.get("expr");
    if (expr == null) {
      return null;
    }
    Map<String, String> expressions = new LinkedHashMap<>();
    expr.entries("a map from fields to CEL expressions")
        .forEach((name, value) -> expressions.put(name, value.literal(EXPRESSION)));
    return expressions;
  }

  private String expression(String key) {
    return keys.containsKey(key) ? keys.get(key).literal(EXPRESSION) : null;
  }

  private Map<String, Object> with() {
    YamlCursor with = keys.get("with");
    if (with == null) {
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    with.entries("a map").forEach((name, value) -> values.put(name, PlainValue.read(value)));
    return values;
  }

  private String text(String key, String what) {
    YamlCursor value = keys.get(key);
    String text = value == null ? null : value.text(what);
    if (text != null && text.isBlank() && !key.equals("doc")) {
      value.expected(what);
    }
    return text;
  }

  private String external(String key, String what) {
    String name = text(key, what);
    if (name != null && !name.isBlank() && !Names.isExternal(name)) {
      keys.get(key).expected(Names.EXTERNAL_WORDS);
    }
    return name;
  }

  private String oneOf(String key, List<String> values) {
    YamlCursor value = keys.get(key);
    String text = value == null ? null : value.text("one of " + String.join(", ", values));
    if (text != null && !values.contains(text)) {
      value.expected("one of " + String.join(", ", values));
      return null;
    }
    return text;
  }
}
