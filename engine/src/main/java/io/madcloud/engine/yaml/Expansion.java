package io.madcloud.engine.yaml;

import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.yaml.FolderNode.TemplateId;
import io.madcloud.engine.yaml.FolderNode.TemplateRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies templates: makes a tree of folders as it is written into a flat list of folders as they
 * are.
 */
final class Expansion {

  private static final int MAX_NODES = 1_000_000;
  private static final int MAX_DEPTH = 100;

  /**
   * A folder with all that it inherits.
   *
   * @param path absolute
   * @param at null for local
   */
  record Folder(
      String file,
      String path,
      Map<String, FieldNode> fields,
      Map<String, OpNode> ops,
      String at,
      PartialSupervision supervise) {}

  /** The templates of the enclosing folders, the nearest first. */
  private record Scope(Map<String, FolderNode> templates, Scope outer) {}

  /**
   * A copy that is being made.
   *
   * @param cause the copy of the template in which this copy is asked for; null outside templates
   * @param outer the copies made around it, whatever asked for them
   */
  private record Copy(TemplateId template, Copy cause, Copy outer) {

    /** The nearest copy of a template, or null. */
    static Copy of(TemplateId template, Copy nearest) {
      Copy copy = template == null ? null : nearest;
      while (copy != null && copy.template != template) {
        copy = copy.outer;
      }
      return copy;
    }

    /** Whether the template asked for this copy of itself, by whatever detour. */
    boolean causesItself() {
      for (Copy copy = cause; copy != null; copy = copy.cause) {
        if (copy.template == template) {
          return true;
        }
      }
      return false;
    }
  }

  /** A mistake after which going on makes no sense; it is reported. */
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final String file;
  private final List<Mistake> mistakes;
  private final List<Folder> folders = new ArrayList<>();
  private int nodes;

  private Expansion(String file, List<Mistake> mistakes) {
    this.file = file;
    this.mistakes = mistakes;
  }

  static List<Folder> of(FolderNode root, String file, String mount, List<Mistake> mistakes) {
    Expansion expansion = new Expansion(file, mistakes);
    try {
      expansion.visit(root, mount, null, null, null, PartialSupervision.NONE, 0);
    } catch (TooMuch e) {
      return List.of();
    }
    return expansion.folders;
  }

  private void visit(
      FolderNode written,
      String path,
      Scope outer,
      Copy copies,
      String outerAt,
      PartialSupervision outerSupervise,
      int depth) {
    FolderNode folder = written;
    Copy inside = copies;
    while (folder.template() != null) {
      TemplateRef ref = folder.template();
      FolderNode template = find(ref, new Scope(folder.templates(), outer), path);
      folder = folder.withoutTemplate();
      if (template != null) {
        inside = new Copy(template.id(), Copy.of(ref.enclosing(), inside), inside);
        if (inside.causesItself()) {
          report(ref, path, "Expected a template that ends, but '%s' contains itself", ref.name());
          return;
        }
        folder = folder.over(template);
      }
    }
    count(folder, path, depth);
    String at = folder.at() != null ? folder.at() : outerAt;
    PartialSupervision supervise = folder.supervise().in(path).over(outerSupervise);
    folders.add(new Folder(file, path, folder.fields(), folder.ops(), at, supervise));
    Scope scope = folder.templates().isEmpty() ? outer : new Scope(folder.templates(), outer);
    for (Map.Entry<String, FolderNode> child : folder.folders().entrySet()) {
      String childPath = Names.child(path, child.getKey());
      visit(child.getValue(), childPath, scope, inside, at, supervise, depth + 1);
    }
  }

  private FolderNode find(TemplateRef ref, Scope innermost, String path) {
    Set<String> known = new TreeSet<>();
    for (Scope scope = innermost; scope != null; scope = scope.outer) {
      FolderNode template = scope.templates.get(ref.name());
      if (template != null) {
        return template;
      }
      known.addAll(scope.templates.keySet());
    }
    report(
        ref,
        path,
        "Expected a template of this or an enclosing folder (%s), but found '%s'%s",
        known.isEmpty() ? "there is none" : String.join(", ", known),
        ref.name(),
        DidYouMean.ending(ref.name(), known));
    return null;
  }

  private void count(FolderNode folder, String path, int depth) {
    nodes += 1 + folder.fields().size() + folder.ops().size();
    if (nodes > MAX_NODES || depth > MAX_DEPTH) {
      mistakes.add(
          new Mistake(
              new Place(file, folder.line(), folder.column(), path),
              "Expected at most %d folders, fields and ops in %d levels, but templates make more"
                  .formatted(MAX_NODES, MAX_DEPTH)));
      throw new TooMuch();
    }
  }

  private void report(TemplateRef ref, String path, String message, Object... arguments) {
    mistakes.add(
        new Mistake(
            new Place(file, ref.line(), ref.column(), path + ".template"),
            message.formatted(arguments)));
  }
}
