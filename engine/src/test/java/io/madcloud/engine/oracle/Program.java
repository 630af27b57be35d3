package io.madcloud.engine.oracle;

import java.util.Map;
import java.util.TreeMap;

/** The program at one revision: its fields by path, its ops by path in order of code points. */
record Program(Map<String, Field> fields, Map<String, Op> ops) {
  static final Program EMPTY = new Program(new TreeMap<>(), new TreeMap<>(Values::compareText));

  Program copy() {
    Program copy = new Program(new TreeMap<>(), new TreeMap<>(Values::compareText));
    copy.fields.putAll(fields);
    copy.ops.putAll(ops);
    return copy;
  }

  /** This program without the op at {@code path} and the ops below it; fields stay. */
  Program without(String path) {
    Program rest = copy();
    rest.ops.keySet().removeIf(op -> isAtOrBelow(op, path));
    return rest;
  }

  private static boolean isAtOrBelow(String op, String path) {
    return path.equals("/") || op.equals(path) || op.startsWith(path + "/");
  }

  Merge merge(String field) {
    return fields.get(field).merge();
  }
}
