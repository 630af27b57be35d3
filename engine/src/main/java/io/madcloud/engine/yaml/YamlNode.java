package io.madcloud.engine.yaml;

import java.util.List;

/** A node of a YAML or JSON text. Immutable. */
public sealed interface YamlNode {

  /** Counted from 1. */
  int line();

  /** Counted from 1. */
  int column();

  /** What a scalar is by the core schema of YAML 1.2. */
  enum Kind {
    STRING("the string"),
    BOOLEAN("the boolean"),
    INTEGER("the number"),
    FLOAT("the number"),
    NULL("nothing");

    final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /**
   * A single value.
   *
   * @param text as it was written, quotes and escapes undone
   */
  record Scalar(Kind kind, String text, int line, int column) implements YamlNode {}

  /** A list. */
  record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {}

  /**
   * A map.
   *
   * @param entries in source order, each key once
   * @param duplicates entries whose key was there before
   */
  record Mapping(List<Entry> entries, List<Entry> duplicates, int line, int column)
      implements YamlNode {

    /** The entry with this key, or null. */
    public Entry find(String key) {
      for (Entry entry : entries) {
        if (entry.key().equals(key)) {
          return entry;
        }
      }
      return null;
    }
  }

  /** An entry of a map, with the place of its key. */
  record Entry(String key, int line, int column, YamlNode value) {}
}
