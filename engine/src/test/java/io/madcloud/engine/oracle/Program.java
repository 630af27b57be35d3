package io.madcloud.engine.oracle;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The program at one revision: its fields by path, its ops by path in order of code points, and the
 * paths of those that are paused.
 */
record Program(Map<String, Field> fields, Map<String, Op> ops, Set<String> paused) {
  static final Program EMPTY =
      new Program(new TreeMap<>(), new TreeMap<>(Values::compareText), new TreeSet<>());

  Program copy() {
    Program copy =
        new Program(new TreeMap<>(), new TreeMap<>(Values::compareText), new TreeSet<>(paused));
    copy.fields.putAll(fields);
    copy.ops.putAll(ops);
    return copy;
  }

  /** This program without the op at {@code path} and the ops below it; fields stay. */
  Program without(String path) {
    Program rest = copy();
    rest.ops.keySet().removeIf(op -> isAtOrBelow(op, path));
    rest.paused.retainAll(rest.ops.keySet());
    return rest;
  }

  /** The paths of the ops at and below {@code path} that can be paused. */
  Set<String> pausable(String path) {
    Set<String> found = new TreeSet<>();
    for (Op op : ops.values()) {
      if (isAtOrBelow(op.path(), path) && op.kind() != Op.Kind.NOTIFICATION) {
        found.add(op.path());
      }
    }
    return found;
  }

  private static boolean isAtOrBelow(String op, String path) {
    return path.equals("/") || op.equals(path) || op.startsWith(path + "/");
  }

  Merge merge(String field) {
    return fields.get(field).merge();
  }
}
