package io.madcloud.acceptance.pages;

import io.madcloud.acceptance.harness.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, and what stands in its fenced blocks.
 *
 * @param name path below the root of the source tree
 */
record Page(String name, List<Block> blocks) {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^\\1```$"); // A block in a list is indented.

  /**
   * A fenced block.
   *
   * @param before the line before the block that is not empty
   * @param text without the indentation that the block has as a whole
   */
  record Block(String before, String language, String text) {}

  /** README.md and all pages below docs/. */
  static List<Page> all() {
    return Stream.concat(Stream.of("README.md"), SourceTree.files("docs").stream())
        .filter(name -> name.endsWith(".md"))
        .map(Page::read)
        .toList();
  }

  static Page read(String name) {
    List<Block> blocks = new ArrayList<>();
    String page = SourceTree.text(name);
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      String before = page.substring(0, block.start()).stripTrailing();
      blocks.add(
          new Block(
              before.substring(before.lastIndexOf('\n') + 1),
              block.group(2),
              block.group(3).stripTrailing().stripIndent() + "\n"));
    }
    return new Page(name, List.copyOf(blocks));
  }

  /** What the blocks of one language hold. */
  List<String> texts(String language) {
    return blocks.stream()
        .filter(block -> block.language.equals(language))
        .map(Block::text)
        .toList();
  }

  /** What a reader is told to type, one command each, comments left out. */
  List<String> commands() {
    return texts("sh").stream()
        .flatMap(String::lines)
        .map(line -> line.replaceFirst("(^| +)#.*", ""))
        .filter(line -> !line.isBlank())
        .toList();
  }
}
