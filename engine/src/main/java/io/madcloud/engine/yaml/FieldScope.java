package io.madcloud.engine.yaml;

import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.Program;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fields that ops of a declaration may name: its own, and those of the program below it. */
final class FieldScope {

  private static final int MAX_SUGGESTIONS = 20;

  private final Program base;
  private final Map<String, FieldNode> declared = new HashMap<>();
  private int suggestions;

  FieldScope(Program base, Collection<Expansion.Folder> folders) {
    this.base = base;
    for (Expansion.Folder folder : folders) {
      folder
          .fields()
          .forEach((name, field) -> declared.put(Names.child(folder.path(), name), field));
    }
  }

  /** The absolute path of the field, or null when there is none. */
  String resolve(String folder, String name) {
    if (name.startsWith("/")) {
      return isDeclared(name) ? name : null;
    }
    for (String here = folder; here != null; here = parent(here)) {
      String path = Names.child(here, name);
      if (isDeclared(path)) {
        return path;
      }
    }
    return null;
  }

  /** Whether the field is written wrongly, which was reported. */
  boolean isBroken(String path) {
    FieldNode field = declared.get(path);
    return field != null && field.type() == null;
  }

  /** What is wrong with a name that does not resolve. */
  String unresolved(String folder, String name) {
    boolean absolute = name.startsWith("/");
    String message =
        absolute
            ? "Expected a declared field, but '%s' is none".formatted(name)
            : "Expected a field of this or an enclosing folder, but found '%s'".formatted(name);
    if (suggestions++ >= MAX_SUGGESTIONS) {
      return message;
    }
    return message + (absolute ? elsewhere(name) : DidYouMean.ending(name, namesIn(folder)));
  }

  /** A path to a field of that very name is nearer than one that is spelled alike. */
  private String elsewhere(String name) {
    Set<String> paths = allPaths();
    List<String> same =
        paths.stream().filter(path -> Names.last(path).equals(Names.last(name))).toList();
    return same.size() == 1
        ? "; did you mean '%s'?".formatted(same.get(0))
        : DidYouMean.ending(name, paths);
  }

  private boolean isDeclared(String path) {
    return declared.containsKey(path) || base.field(path) != null;
  }

  private Set<String> allPaths() {
    Set<String> paths = new TreeSet<>(declared.keySet());
    paths.addAll(base.fields().keySet());
    return paths;
  }

  private Set<String> namesIn(String folder) {
    Set<String> names = new TreeSet<>();
    for (String path : allPaths()) {
      String parent = parent(path);
      if (parent.equals("/") || folder.equals(parent) || folder.startsWith(parent + "/")) {
        names.add(Names.last(path));
      }
    }
    return names;
  }

  private static String parent(String path) {
    if (path.equals("/")) {
      return null;
    }
    int slash = path.lastIndexOf('/');
    return slash == 0 ? "/" : path.substring(0, slash);
  }
}
