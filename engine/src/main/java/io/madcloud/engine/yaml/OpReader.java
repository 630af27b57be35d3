package io.madcloud.engine.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads an op as it is written, names not resolved. What is written wrongly leaves a trace: an op
 * with a bad {@code call} is still one that calls, so that nothing false is said of it later.
 */
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

  private static final String WHAT = "an op: a map with 'in', 'out' or both";
  private static final String EXPRESSION = "a CEL expression";

  /** Stands for what is written, but not as it should be. */
  private static final String UNKNOWN = "";

  private final YamlCursor cursor;
  private final int mistakesBefore;
  private final Map<String, YamlCursor> keys;

  private OpReader(YamlCursor cursor, int mistakesBefore) {
    this.cursor = cursor;
    this.mistakesBefore = mistakesBefore;
    this.keys = cursor.entries(WHAT, KEYS);
  }

  /** Reads what can be read; mistakes are reported. Returns null for what is no op at all. */
  static OpNode read(YamlCursor cursor) {
    if (!(cursor.node() instanceof YamlNode.Mapping)) {
      cursor.expected(WHAT);
      return null;
    }
    return new OpReader(cursor, cursor.sink().size()).read();
  }

  private OpNode read() {
    List<FieldRef> in = fields("in");
    List<FieldRef> out = fields("out");
    Map<String, String> expr = expressions();
    String each = expression("each");
    String when = expression("when");
    boolean namesKnown = isKnown(in) && isKnown(out) && (each != null || !keys.containsKey("each"));
    if (!namesKnown && expr != null) {
      expr = Map.of();
    }
    String masked = oneOf("masked", List.of("keep", "drop"));
    if (masked != null && in.isEmpty()) {
      keys.get("masked").mistake("Expected 'in' beside 'masked', but the op has none");
    }
    return new OpNode(
        cursor,
        in,
        fields("mask"),
        out,
        expr,
        namesKnown ? each : null,
        namesKnown ? when : null,
        text("plugin", "the name of a plugin"),
        with(),
        external("call", "the name of a server"),
        after(),
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
    if (!(list.node() instanceof YamlNode.Sequence)) {
      boolean named = list.node() instanceof YamlNode.Scalar && !list.isNothing();
      list.mistake(
          "Expected a list of fields, but found %s%s"
              .formatted(
                  list.describe(),
                  named ? "; put it in brackets: [" + list.literal("") + "]" : ""));
      return List.of(new FieldRef(UNKNOWN, null, key));
    }
    for (YamlCursor item : list.items("a list of fields")) {
      refs.add(field(item, key + "[" + refs.size() + "]"));
    }
    return List.copyOf(refs);
  }

  private static boolean isKnown(List<FieldRef> refs) {
    return refs.stream().noneMatch(ref -> ref.local().equals(UNKNOWN));
  }

  private static FieldRef field(YamlCursor item, String part) {
    if (item.node() instanceof YamlNode.Mapping) {
      Map<String, YamlCursor> entries = item.entries("{LOCAL: NAME}");
      if (entries.size() != 1) {
        item.mistake("Expected one entry {LOCAL: NAME}, but found " + entries.size());
        return new FieldRef(UNKNOWN, null, part);
      }
      Map.Entry<String, YamlCursor> entry = entries.entrySet().iterator().next();
      if (!Names.isField(entry.getKey())) {
        item.mistake("Expected %s, but found '%s'".formatted(Names.FIELD_WORDS, entry.getKey()));
        return new FieldRef(entry.getKey(), null, part);
      }
      return new FieldRef(entry.getKey(), fieldName(entry.getValue()), part);
    }
    String name = fieldName(item);
    boolean text =
        item.node() instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.STRING;
    String local = text ? ((YamlNode.Scalar) item.node()).text() : UNKNOWN;
    return new FieldRef(Names.last(local), name, part);
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
    expressions.values().removeIf(Objects::isNull);
    return expressions;
  }

  private String expression(String key) {
    return keys.containsKey(key) ? keys.get(key).literal(EXPRESSION) : null;
  }

  private Long after() {
    YamlCursor after = keys.get("after");
    Long ms = after == null ? null : Durations.read(after);
    return after != null && ms == null ? Long.valueOf(0) : ms;
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
    if (value == null) {
      return null;
    }
    String text = value.text(what);
    if (text != null && text.isBlank() && !key.equals("doc")) {
      value.expected(what);
    }
    return text == null || text.isBlank() ? UNKNOWN : text;
  }

  private String external(String key, String what) {
    String name = text(key, what);
    if (name != null && !name.equals(UNKNOWN) && !Names.isExternal(name)) {
      keys.get(key).expected(Names.EXTERNAL_WORDS);
    }
    return name;
  }

  private String oneOf(String key, List<String> values) {
    YamlCursor value = keys.get(key);
    return value == null ? null : value.oneOf(values);
  }
}
