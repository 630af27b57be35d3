package io.madcloud.engine.yaml;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A folder or template as it is written.
 *
 * @param fields by name; one with mistakes is there without a type
 * @param ops by name; the value is null for one with mistakes, which were reported
 * @param template null when it copies none
 * @param at may be null
 */
record FolderNode(
    Map<String, FieldNode> fields,
    Map<String, OpNode> ops,
    Map<String, FolderNode> folders,
    Map<String, FolderNode> templates,
    TemplateRef template,
    String at,
    PartialSupervision supervise,
    int line,
    int column) {

  /** Where a folder names the template that it copies; compared by identity. */
  static final class TemplateRef {
    final String name;
    final int line;
    final int column;

    TemplateRef(String name, int line, int column) {
      this.name = name;
      this.line = line;
      this.column = column;
    }
  }

  /** This folder laid over another: folder by folder, op by op, field by field. */
  FolderNode over(FolderNode other) {
    return new FolderNode(
        laid(fields, other.fields),
        laid(ops, other.ops),
        laidFolders(folders, other.folders),
        laidFolders(templates, other.templates),
        template != null ? template : other.template,
        at != null ? at : other.at,
        supervise.over(other.supervise),
        line,
        column);
  }

  /** This folder as it is when its template was copied already. */
  FolderNode withoutTemplate() {
    return new FolderNode(fields, ops, folders, templates, null, at, supervise, line, column);
  }

  private static <T> Map<String, T> laid(Map<String, T> upper, Map<String, T> lower) {
    if (lower.isEmpty() || upper.isEmpty()) {
      return upper.isEmpty() ? lower : upper;
    }
    Map<String, T> result = new LinkedHashMap<>(lower);
    result.putAll(upper);
    return result;
  }

  private static Map<String, FolderNode> laidFolders(
      Map<String, FolderNode> upper, Map<String, FolderNode> lower) {
    Map<String, FolderNode> result = new LinkedHashMap<>(lower);
    upper.forEach(
        (name, folder) -> {
          FolderNode below = lower.get(name);
          result.put(name, below == null ? folder : folder.over(below));
        });
    return result;
  }
}
