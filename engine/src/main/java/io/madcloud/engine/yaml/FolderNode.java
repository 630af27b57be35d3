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
 * @param id of a template; null for a folder
 */
record FolderNode(
    Map<String, FieldNode> fields,
    Map<String, OpNode> ops,
    Map<String, FolderNode> folders,
    Map<String, FolderNode> templates,
    TemplateRef template,
    String at,
    PartialSupervision supervise,
    TemplateId id,
    int line,
    int column) {

  /** Tells templates apart; compared by identity. */
  static final class TemplateId {}

  /**
   * Where a folder names the template that it copies.
   *
   * @param enclosing the template in which that is written; null outside templates
   */
  record TemplateRef(String name, TemplateId enclosing, int line, int column) {}

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
        id != null ? id : other.id,
        line,
        column);
  }

  /** This folder as it is when its template was copied already. */
  FolderNode withoutTemplate() {
    return new FolderNode(fields, ops, folders, templates, null, at, supervise, id, line, column);
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
