package io.madcloud.engine.yaml;

import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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

  /** Reads a text. Never fails: what is wrong with it is among the mistakes. */
  public static YamlDocument parse(String file, String text) {
    List<Mistake> mistakes = new ArrayList<>();
    YamlNode root = new YamlComposer(file, mistakes).compose(text);
    return new YamlDocument(file, root, mistakes);
  }

  /** Reads a file. Never fails: a file that cannot be read is a mistake. */
  public static YamlDocument read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      return unreadable(file, "there is none");
    } catch (CharacterCodingException e) {
      return unreadable(file, "it is no UTF-8 text");
    } catch (IOException e) {
      return unreadable(file, "it cannot be read: " + e.getMessage());
    }
  }

  private static YamlDocument unreadable(Path file, String reason) {
    Mistake mistake =
        new Mistake(new Place(file.toString(), 0, ""), "Expected a YAML file, but " + reason);
    return new YamlDocument(file.toString(), null, List.of(mistake));
  }

  /** The cursor to read it with; only where there is a root. */
  public YamlCursor cursor(List<Mistake> sink) {
    return new YamlCursor(file, root.line(), root.column(), "", root, sink);
  }
}
