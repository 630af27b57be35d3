package io.madcloud.engine.yaml;

import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.yaml.YamlNode.Entry;
import io.madcloud.engine.yaml.YamlNode.Kind;
import io.madcloud.engine.yaml.YamlNode.Mapping;
import io.madcloud.engine.yaml.YamlNode.Scalar;
import io.madcloud.engine.yaml.YamlNode.Sequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a node: says what is expected there and reports what is not as expected. Methods return
 * null or nothing when there is a mistake, so that reading goes on and finds the others.
 *
 * @param line of the node, or of its key
 * @param path of the node, for messages
 * @param sink takes the mistakes
 */
public record YamlCursor(
    String file, int line, int column, String path, YamlNode node, List<Mistake> sink) {

  private static final int MAX_DIGITS = 64;

  /** Where the node stands. */
  public Place place() {
    return new Place(file, line, column, path);
  }

  /** Reports a mistake here. */
  public void mistake(String message) {
    sink.add(new Mistake(place(), message));
  }

  /** Reports what was expected here and what is here instead. */
  public void expected(String what) {
    mistake("Expected " + what + ", but found " + describe());
  }

  /** The same node under another path. */
  public YamlCursor withPath(String otherPath) {
    return new YamlCursor(file, line, column, otherPath, node, sink);
  }

  /** Whether nothing is written here. */
  public boolean isNothing() {
    return node instanceof Scalar scalar && scalar.kind() == Kind.NULL;
  }

  /** The entries of a map by key, paths extended by the keys. */
  public Map<String, YamlCursor> entries(String what) {
    Map<String, YamlCursor> cursors = new LinkedHashMap<>();
    if (node instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        cursors.put(entry.key(), child(entry));
      }
      for (Entry entry : mapping.duplicates()) {
        child(entry)
            .mistake(
                "Expected each key once, but '%s' stands at line %d already"
                    .formatted(entry.key(), mapping.find(entry.key()).line()));
      }
    } else {
      expected(what);
    }
    return cursors;
  }

  /**
   * The entries of a map that may have none but these keys. One that is probably a known key in
   * other letters is reported, and then taken for it, so that nothing seems to be missing.
   */
  public Map<String, YamlCursor> entries(String what, Collection<String> keys) {
    Map<String, YamlCursor> cursors = entries(what);
    cursors.forEach(
        (key, cursor) -> {
          if (!keys.contains(key)) {
            cursor.mistake(
                "Expected one of %s, but found '%s'%s"
                    .formatted(
                        String.join(", ", keys),
                        key,
                        key.equals("<<")
                            ? "; merges are no part of YAML 1.2, a template does the same"
                            : DidYouMean.ending(key, keys)));
          }
        });
    List.copyOf(cursors.keySet()).stream()
        .filter(key -> !keys.contains(key))
        .forEach(
            key ->
                DidYouMean.nearest(key, keys)
                    .ifPresent(meant -> cursors.putIfAbsent(meant, cursors.get(key))));
    cursors.keySet().retainAll(keys);
    return cursors;
  }

  /** The items of a list, paths extended by their index. */
  public List<YamlCursor> items(String what) {
    List<YamlCursor> cursors = new ArrayList<>();
    if (node instanceof Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        YamlNode item = sequence.items().get(i);
        cursors.add(
            new YamlCursor(file, item.line(), item.column(), path + "[" + i + "]", item, sink));
      }
    } else {
      expected(what);
    }
    return cursors;
  }

  /** A string. A number or boolean is a mistake that quotes would mend. */
  public String text(String what) {
    if (node instanceof Scalar scalar && scalar.kind() == Kind.STRING) {
      return scalar.text();
    }
    if (node instanceof Scalar scalar && scalar.kind() != Kind.NULL) {
      mistake(
          "Expected %s, but found %s; quote it: \"%s\"".formatted(what, describe(), scalar.text()));
    } else {
      expected(what);
    }
    return null;
  }

  /** The text of a scalar of any kind, as it was written. */
  public String literal(String what) {
    if (node instanceof Scalar scalar && scalar.kind() != Kind.NULL) {
      return scalar.text();
    }
    boolean nothing = node instanceof Scalar;
    mistake("Expected %s, but found %s%s".formatted(what, describe(), nothing ? "" : "; quote it"));
    return null;
  }

  /** One of some words. */
  public String oneOf(List<String> words) {
    String what = "one of " + String.join(", ", words);
    String text = text(what);
    if (text != null && !words.contains(text)) {
      expected(what);
      return null;
    }
    return text;
  }

  /** A boolean. */
  public Boolean bool() {
    if (node instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN) {
      return Boolean.parseBoolean(scalar.text());
    }
    expected("true or false");
    return null;
  }

  /** A whole number that is not less than {@code least}. */
  public Long integer(String what, long least) {
    if (value() instanceof Long number && number >= least) {
      return number;
    }
    expected(what);
    return null;
  }

  /**
   * The node as plain Java: {@code Boolean}, {@code Long}, {@code BigInteger} when it does not fit
   * a long, {@code Double}, {@code String}, {@code List}, {@code Map}, or null. Duplicate keys are
   * reported.
   */
  public Object value() {
    if (node instanceof Sequence) {
      List<Object> list = new ArrayList<>();
      items("a list").forEach(item -> list.add(item.value()));
      return list;
    }
    if (node instanceof Mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      entries("a map").forEach((key, entry) -> map.put(key, entry.value()));
      return map;
    }
    Scalar scalar = (Scalar) node;
    return switch (scalar.kind()) {
      case STRING -> scalar.text();
      case BOOLEAN -> Boolean.parseBoolean(scalar.text());
      case INTEGER -> integer(scalar.text());
      case FLOAT -> floating(scalar.text());
      case NULL -> null;
    };
  }

  /** What stands here, in words for a message. */
  public String describe() {
    if (node instanceof Scalar scalar) {
      return scalar.kind() == Kind.NULL
          ? scalar.kind().words
          : scalar.kind().words + " " + quoted(scalar);
    }
    return node instanceof Sequence ? "a list" : "a map";
  }

  private static String quoted(Scalar scalar) {
    String text = scalar.text();
    String shown = text.length() > 40 ? text.substring(0, 39) + "…" : text;
    return scalar.kind() == Kind.STRING ? "'" + shown + "'" : shown;
  }

  private YamlCursor child(Entry entry) {
    String childPath = path.isEmpty() ? entry.key() : path + "." + entry.key();
    return new YamlCursor(file, entry.line(), entry.column(), childPath, entry.value(), sink);
  }

  private static Object integer(String text) {
    if (text.length() > MAX_DIGITS) {
      return BigInteger.TWO.pow(Long.SIZE);
    }
    BigInteger number =
        text.startsWith("0x")
            ? new BigInteger(text.substring(2), 16)
            : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private static Double floating(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".nan")) {
      return Double.NaN;
    }
    if (lower.endsWith(".inf")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.valueOf(text);
  }
}
