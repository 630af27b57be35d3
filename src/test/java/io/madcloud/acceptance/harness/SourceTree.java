package io.madcloud.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that this test was built from. */
public final class SourceTree {

  /** Absolute. */
  public static final Path ROOT = root();

  private SourceTree() {}

  private static Path root() {
    Path path = Path.of("").toAbsolutePath();
    while (!Files.exists(path.resolve("bin/madcloud"))) {
      path = path.getParent();
      if (path == null) {
        throw new AssertionError(
            "Expected to run inside the source tree, but found no bin/madcloud");
      }
    }
    return path;
  }

  /** The text of a file, given its path below the root. */
  public static String text(String name) {
    try {
      return Files.readString(ROOT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected UTF-8 text in " + name, e);
    }
  }

  /** The files below a directory of the tree, by their paths below the root, sorted. */
  public static List<String> files(String directory) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
      return files.filter(Files::isRegularFile).map(SourceTree::name).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a directory " + directory, e);
    }
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }
}
