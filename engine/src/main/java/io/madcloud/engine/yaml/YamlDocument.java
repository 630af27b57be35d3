package io.madcloud.engine.yaml;

import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A YAML text, read but not understood yet.
 *
 * @param file as the user named it
 * @param root null when the text is no YAML
 * @param mistakes in the syntax
 */
public record YamlDocument(String file, YamlNode root, List<Mistake> mistakes) {
  public YamlDocument {
    mistakes = List.copyOf(mistakes);
  }

  /** As many as a text may have characters. */
  private static final int MAX_BYTES = 100_000_000;

  /** Reads a text. Never fails: what is wrong with it is among the mistakes. */
  public static YamlDocument parse(String file, String text) {
    List<Mistake> mistakes = new ArrayList<>();
    YamlNode root = new YamlComposer(file, mistakes).compose(text);
    return new YamlDocument(file, root, mistakes);
  }

  /** Reads a text in UTF-8. Never fails: what is wrong with it is among the mistakes. */
  public static YamlDocument parse(String file, byte[] text) {
    ByteBuffer bytes = ByteBuffer.wrap(text);
    CharBuffer characters = CharBuffer.allocate(text.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    boolean good = !decoder.decode(bytes, characters, true).isError();
    characters.flip();
    if (good) {
      return parse(file, characters.toString());
    }
    long line = 1 + characters.chars().filter(character -> character == '\n').count();
    return unreadable(file, (int) line, "Expected a text in UTF-8, but it is none");
  }

  /** Reads a file. Never fails: a file that cannot be read is a mistake. */
  public static YamlDocument read(Path file) {
    try {
      long bytes = Files.size(file);
      if (bytes > MAX_BYTES) {
        return unreadable(file, "it has %d bytes, and %d are the most".formatted(bytes, MAX_BYTES));
      }
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return unreadable(file, "there is none");
    } catch (IOException e) {
      return unreadable(file, "it cannot be read: " + e.getMessage());
    }
  }

  private static YamlDocument unreadable(Path file, String reason) {
    return unreadable(file.toString(), 0, "Expected a YAML file, but " + reason);
  }

  private static YamlDocument unreadable(String file, int line, String message) {
    return new YamlDocument(file, null, List.of(new Mistake(new Place(file, line, ""), message)));
  }

  /** The cursor to read it with; only where there is a root. */
  public YamlCursor cursor(List<Mistake> sink) {
    return new YamlCursor(file, root.line(), root.column(), "", root, sink);
  }
}
