package io.madcloud.app.cluster.mirror;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The last lines of a log, for a message. */
final class LogTail {

  private static final int LINES = 25;
  private static final int BYTES = 8 * 1024;

  private LogTail() {}

  /** Each on a line of its own, indented; nothing, if there are none. */
  static String of(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long length = file.length();
      byte[] end = new byte[(int) Math.min(BYTES, length)];
      file.seek(length - end.length);
      file.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - LINES))
          .map(line -> "\n  " + line)
          .collect(Collectors.joining());
    } catch (IOException e) {
      return "\n  (it cannot be read: " + e.getMessage() + ")";
    }
  }
}
