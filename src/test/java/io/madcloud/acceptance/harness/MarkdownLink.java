package io.madcloud.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A link of a page to a file of the source tree, or to a heading.
 *
 * @param file where it leads to
 * @param anchor the heading in the form that links have it; empty for the file as a whole
 * @param text as it is written
 */
public record MarkdownLink(Path file, String anchor, String text) {

  private static final Pattern LINK =
      Pattern.compile("]\\(([^)\\s]+)\\)|^\\[[^\\]]+]: *(\\S+)$", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$|`[^`\n]+`\\(");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *#*$");
  private static final Pattern SCHEME = Pattern.compile("(?s)[a-z][a-z0-9+.-]*:.*");

  /** The links of a page that lead into the source tree. */
  public static List<MarkdownLink> of(Path page) {
    return LINK.matcher(prose(page))
        .results()
        .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
        .filter(target -> !SCHEME.matcher(target).matches())
        .map(target -> of(page, target))
        .toList();
  }

  private static MarkdownLink of(Path page, String target) {
    int hash = target.indexOf('#');
    String name = hash < 0 ? target : target.substring(0, hash);
    return new MarkdownLink(
        name.isEmpty() ? page : page.resolveSibling(name).normalize(),
        hash < 0 ? "" : target.substring(hash + 1),
        target);
  }

  /** Whether the file is there, and has the heading. */
  public boolean leadsSomewhere() {
    return Files.exists(file) && (anchor.isEmpty() || anchors(file).contains(anchor));
  }

  /** A heading that stands there a second time gets a number. */
  private static List<String> anchors(Path page) {
    Map<String, Integer> seen = new HashMap<>();
    return HEADING
        .matcher(prose(page))
        .results()
        .map(heading -> anchor(heading.group(1)))
        .map(
            anchor -> {
              int before = seen.merge(anchor, 1, Integer::sum) - 1;
              return before == 0 ? anchor : anchor + "-" + before;
            })
        .toList();
  }

  /** The text outside of fenced blocks. */
  private static String prose(Path page) {
    try {
      return CODE.matcher(Files.readString(page)).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException("Expected UTF-8 text in " + page, e);
    }
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }
}
