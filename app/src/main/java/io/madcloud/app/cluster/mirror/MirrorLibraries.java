package io.madcloud.app.cluster.mirror;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/**
 * Where MirrorMaker is: beside this jar, because nothing else needs Kafka Connect with its web
 * server, and every command would be slower for it.
 */
final class MirrorLibraries {

  private static final String DIRECTORY = "mirror";

  private MirrorLibraries() {}

  /** The class path of this JVM, and MirrorMaker. */
  static String classPath() {
    return System.getProperty("java.class.path")
        + File.pathSeparator
        + directory()
        + File.separator
        + "*";
  }

  private static Path directory() {
    CodeSource source = MirrorLibraries.class.getProtectionDomain().getCodeSource();
    try {
      Path directory = Path.of(source.getLocation().toURI()).resolveSibling(DIRECTORY);
      if (Files.isDirectory(directory)) {
        return directory;
      }
      throw new MirrorException(
          "Expected MirrorMaker in %s, but there is no such directory; build with mvn package"
              .formatted(directory));
    } catch (URISyntaxException e) {
      throw new MirrorException("Expected this jar at a path, but it is at " + source, e);
    }
  }
}
