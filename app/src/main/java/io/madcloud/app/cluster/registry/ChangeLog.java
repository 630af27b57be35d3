package io.madcloud.app.cluster.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The changes as lines of JSON in a file, on disk before {@link #append} returns. A kill in the
 * middle of a line leaves a tail without line feed: it was never answered, so it is cut off. Not
 * thread-safe.
 */
final class ChangeLog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel file;

  private ChangeLog(FileChannel file) {
    this.file = file;
  }

  /**
   * Reads what is there into {@code replay} and is ready for more.
   *
   * @throws IOException if the file cannot be used, or a whole line of it is not a change
   */
  static ChangeLog open(Path path, Consumer<Change> replay) throws IOException {
    byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
    int end = 0;
    for (Change change : parse(path, bytes)) {
      replay.accept(change);
    }
    for (int i = bytes.length; i > 0 && end == 0; i--) {
      end = bytes[i - 1] == '\n' ? i : 0;
    }
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      file.truncate(end).position(end);
      return new ChangeLog(file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  void append(Change change) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.write(JSON.writeValueAsBytes(change));
    line.write('\n');
    long start = file.position();
    try {
      ByteBuffer buffer = ByteBuffer.wrap(line.toByteArray());
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      file.force(false);
    } catch (IOException e) {
      // Half a line in the middle would make the file unreadable once more lines follow.
      file.truncate(start).position(start);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static List<Change> parse(Path path, byte[] bytes) throws IOException {
    List<Change> changes = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
        try {
          changes.add(JSON.readValue(line, Change.class));
        } catch (JsonProcessingException e) {
          throw new IOException(
              "Expected a change of the registry in line %d of %s, but %s"
                  .formatted(changes.size() + 1, path, e.getOriginalMessage()),
              e);
        }
        start = i + 1;
      }
    }
    return changes;
  }
}
