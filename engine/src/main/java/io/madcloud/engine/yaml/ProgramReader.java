package io.madcloud.engine.yaml;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.FieldSpec;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ServerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads programs: copies templates, inherits what is inherited, resolves names. Stateless.
 *
 * <p>What needs types (expressions, merge policies) is left to the program compiler.
 */
public final class ProgramReader {

  private static final String WHAT =
      "a program: a map with " + String.join(", ", FolderReader.rootKeys());

  private ProgramReader() {}

  /**
   * Reads documents as one declaration: ops of one may name fields of another.
   *
   * @param base what is declared already; its fields can be named
   */
  public static ReadProgram read(List<YamlDocument> documents, Program base) {
    List<Mistake> mistakes = new ArrayList<>();
    List<Expansion.Folder> folders = new ArrayList<>();
    List<ServerSpec> servers = new ArrayList<>();
    for (YamlDocument document : documents) {
      mistakes.addAll(document.mistakes());
      if (document.root() != null) {
        YamlCursor root = document.cursor(mistakes);
        Map<String, YamlCursor> keys = root.entries(WHAT, FolderReader.rootKeys());
        folders.addAll(folders(root, keys));
        if (keys.containsKey(ServersReader.KEY)) {
          servers.addAll(ServersReader.read(keys.get(ServersReader.KEY)));
        }
      }
    }
    List<FieldSpec> fields = new ArrayList<>();
    SourcePlaces places = new SourcePlaces();
    folders.forEach(folder -> addFields(folder, fields, places));
    OpResolver resolver = new OpResolver(new FieldScope(base, folders), places, mistakes);
    for (Expansion.Folder folder : folders) {
      folder
          .ops()
          .forEach(
              (name, op) -> {
                if (op != null) {
                  resolver.resolve(folder, name, op);
                }
              });
    }
    List<String> files = documents.stream().map(YamlDocument::file).toList();
    return new ReadProgram(
        new Declaration(fields, resolver.sound(), servers, places),
        resolver.broken(),
        Mistake.inSourceOrder(mistakes, files));
  }

  private static List<Expansion.Folder> folders(YamlCursor root, Map<String, YamlCursor> keys) {
    String mount = keys.containsKey("mount") ? mount(keys.get("mount")) : "/";
    FolderNode folder = FolderReader.read(root.withPath(mount), keys);
    return Expansion.of(folder, root.file(), mount, root.sink());
  }

  private static String mount(YamlCursor cursor) {
    String mount = cursor.text("a path");
    if (mount != null && Names.isFolderPath(mount)) {
      return mount;
    }
    if (mount != null) {
      cursor.expected("an absolute path such as '/' or '/sync'");
    }
    return "/";
  }

  private static void addFields(
      Expansion.Folder folder, List<FieldSpec> fields, SourcePlaces places) {
    folder
        .fields()
        .forEach(
            (name, field) -> {
              if (field.type() != null) {
                String path = Names.child(folder.path(), name);
                FieldSpec spec =
                    new FieldSpec(
                        path,
                        field.type(),
                        field.merge(),
                        field.sensitive(),
                        field.doc(),
                        new Place(folder.file(), field.line(), field.column(), path));
                fields.add(spec);
                places.remember(spec, field);
              }
            });
  }
}
