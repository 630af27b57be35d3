package io.madcloud.engine.scenario;

import io.madcloud.engine.yaml.YamlCursor;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.engine.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds programs where a scenario has them: inline, in a file, or in a list of either. */
final class ProgramSources {

  private static final String WHAT = "a program, a path of one, or a list of these";

  private final Path directory;

  /**
   * @param directory to which paths are relative; null when there is none
   */
  ProgramSources(Path directory) {
    this.directory = directory;
  }

  List<YamlDocument> read(YamlCursor cursor) {
    List<YamlDocument> documents = new ArrayList<>();
    if (cursor.node() instanceof YamlNode.Sequence) {
      cursor.items(WHAT).forEach(item -> add(item, documents));
      if (documents.isEmpty()) {
        cursor.mistake("Expected %s, but the list is empty".formatted(WHAT));
      }
    } else {
      add(cursor, documents);
    }
    return documents;
  }

  private void add(YamlCursor cursor, List<YamlDocument> documents) {
    if (cursor.node() instanceof YamlNode.Mapping) {
      documents.add(new YamlDocument(cursor.file(), cursor.node(), List.of()));
      return;
    }
    String path = cursor.text(WHAT);
    if (path != null) {
      documents.add(file(path, cursor));
    }
  }

  private YamlDocument file(String path, YamlCursor cursor) {
    try {
      Path file = directory == null ? Path.of(path) : directory.resolve(path);
      if (Files.isRegularFile(file)) {
        return YamlDocument.read(file);
      }
    } catch (InvalidPathException e) {
      cursor.mistake("Expected the path of a program, but " + e.getMessage());
      return new YamlDocument(path, null, List.of());
    }
    cursor.mistake("Expected a program at '%s', but there is no such file".formatted(path));
    return new YamlDocument(path, null, List.of());
  }
}
