package io.madcloud.engine.yaml;

import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
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

  /** A file that cannot be read. */
  public static YamlDocument unreadable(String file, String reason) {
    Mistake mistake =
        new Mistake(new Place(file, 0, ""), "Expected a readable file, but " + reason);
    return new YamlDocument(file, null, List.of(mistake));
  }

  /** The cursor to read it with; only where there is a root. */
  public YamlCursor cursor(List<Mistake> sink) {
    return new YamlCursor(file, root.line(), root.column(), "", root, sink);
  }
}
