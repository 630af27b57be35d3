package io.madcloud.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/** The schemas that releases had: a directory for each release, a file for each record. */
final class ReleasedSchemas {

  private static final String SUFFIX = ".avsc";

  private final Path directory;

  ReleasedSchemas(Path directory) {
    this.directory = directory;
  }

  /** The schemas by release and name. */
  Map<String, Map<String, Schema>> read() throws IOException {
    Map<String, Map<String, Schema>> releases = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory, 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!name.endsWith(SUFFIX)) {
          throw new IOException("Expected schemas alone, but found " + file);
        }
        releases
            .computeIfAbsent(file.getParent().getFileName().toString(), release -> new TreeMap<>())
            .put(
                name.substring(0, name.length() - SUFFIX.length()),
                new Schema.Parser().parse(Files.readString(file)));
      }
    }
    return releases;
  }

  /** Takes down what a release has; a release that is there is written over. */
  void write(String release, Map<String, Schema> schemas) throws IOException {
    Path own = Files.createDirectories(directory.resolve(release));
    for (Map.Entry<String, Schema> schema : schemas.entrySet()) {
      Files.writeString(
          own.resolve(schema.getKey() + SUFFIX),
          SchemaFormatter.format("json/pretty", schema.getValue()) + "\n");
    }
  }
}
