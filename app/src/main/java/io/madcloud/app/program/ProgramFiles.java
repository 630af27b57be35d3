package io.madcloud.app.program;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.engine.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The programs that a command names: files, or the standard input. */
final class ProgramFiles {

  /** Stands for the standard input. */
  static final String STDIN = "-";

  private ProgramFiles() {}

  /**
   * Reads them in this order; one that is named twice is read once. What cannot be read is a
   * mistake of its document.
   */
  static List<YamlDocument> read(List<String> names) throws IOException {
    List<YamlDocument> documents = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty()) {
        throw new InvalidInputException("Expected the name of a program's file, but it is empty");
      }
      if (seen.add(Path.of(name).toAbsolutePath().normalize())) {
        documents.add(name.equals(STDIN) ? stdin(System.in) : YamlDocument.read(Path.of(name)));
      }
    }
    return documents;
  }

  private static YamlDocument stdin(InputStream in) throws IOException {
    return YamlDocument.parse("stdin", in.readAllBytes());
  }
}
