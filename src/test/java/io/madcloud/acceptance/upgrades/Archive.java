package io.madcloud.acceptance.upgrades;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A directory in a file. */
final class Archive {

  private Archive() {}

  /**
   * Packs what is below a directory, files in order of their names, without when they were made.
   *
   * @param wanted which files, by their path below the directory
   */
  static void pack(Path directory, Predicate<String> wanted, Path archive) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    Files.createDirectories(archive.getParent());
    try (ZipOutputStream zip =
        new ZipOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
      zip.setLevel(Deflater.NO_COMPRESSION); // Many files are alike, and compressed together.
      for (Path file : files) {
        String name = directory.relativize(file).toString();
        if (wanted.test(name)) {
          ZipEntry entry = new ZipEntry(name);
          entry.setTime(0);
          zip.putNextEntry(entry);
          Files.copy(file, zip);
        }
      }
    }
  }

  /** Lays out below a directory what was packed. */
  static void unpack(Path archive, Path directory) throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
          throw new IOException("Expected files below the archive alone, but found " + entry);
        }
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
  }
}
