package io.madcloud.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with console examples: what is typed there, and what it shows. A fenced block of YAML is
 * saved when the line before it names its file, as in "`shop.yaml`:".
 */
public final class ConsolePage {

  private static final Path ROOT = Path.of("..");
  private static final String PROMPT = "$ ";
  private static final String COMMAND = PROMPT + "bin/madcloud ";
  private static final String SECTION = "## ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|console)\\n(.*?)^```$");
  private static final Pattern SAVE = Pattern.compile("`([^`\\s/]+\\.ya?ml)`[^`]*:$");

  private final String text;
  private final Path directory;
  private int commands;
  private Result last;

  private ConsolePage(String text, Path directory) {
    this.text = text;
    this.directory = directory;
  }

  /**
   * Reads a page.
   *
   * @param name below the root of the source tree
   * @param directory for the files that readers save
   */
  public static ConsolePage read(String name, Path directory) throws IOException {
    return new ConsolePage(Files.readString(ROOT.resolve(name)), directory);
  }

  /** The headings of the sections that have examples. */
  public List<String> sections() {
    return text.lines()
        .filter(line -> line.startsWith(SECTION))
        .map(line -> line.substring(SECTION.length()))
        .filter(section -> section(section).contains("```console\n"))
        .toList();
  }

  /**
   * Runs all examples of a section, one after the other; each must print what the page shows.
   *
   * @return how many there are
   */
  public int play(String section, Function<String[], Result> shell) throws IOException {
    commands = 0;
    String part = section(section);
    Matcher block = BLOCK.matcher(part);
    while (block.find()) {
      if (block.group(1).equals("console")) {
        play(block.group(2).lines().toList(), shell);
      } else {
        save(part.substring(0, block.start()).stripTrailing(), block.group(2));
      }
    }
    assertThat(commands).as("the examples of " + section).isPositive();
    return commands;
  }

  private String section(String heading) {
    String begin = "\n" + SECTION + heading + "\n";
    assertThat(text).contains(begin);
    String rest = text.substring(text.indexOf(begin) + begin.length());
    int end = rest.indexOf("\n" + SECTION);
    return end < 0 ? rest : rest.substring(0, end + 1);
  }

  private void save(String before, String program) throws IOException {
    Matcher file = SAVE.matcher(before.substring(before.lastIndexOf('\n') + 1));
    if (file.find()) {
      Files.writeString(directory.resolve(file.group(1)), program);
    }
  }

  private void play(List<String> lines, Function<String[], Result> shell) {
    for (int line = 0; line < lines.size(); ) {
      String command = lines.get(line++);
      List<String> shown = new ArrayList<>();
      while (line < lines.size() && !lines.get(line).startsWith(PROMPT)) {
        shown.add(lines.get(line++));
      }
      if (command.startsWith(COMMAND)) {
        last = shell.apply(words(command.substring(COMMAND.length())));
        // Results and complaints go different ways, and come together in either order.
        assertThat(same(String.join("\n", shown) + "\n"))
            .as(command)
            .isIn(same(last.out() + last.err()), same(last.err() + last.out()));
        commands++;
      } else {
        assertThat(command).isEqualTo("$ echo $?");
        assertThat(shown).containsExactly("" + last.exitCode());
      }
    }
  }

  /** As a shell would have them where the files are. */
  private String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      String text = word.group(1) == null ? word.group(2) : word.group(1);
      Path saved = directory.resolve(text);
      Path source = ROOT.resolve(text);
      words.add(
          Files.exists(saved) ? saved.toString() : Files.exists(source) ? source.toString() : text);
    }
    return words.toArray(String[]::new);
  }

  /** Times, people and the way to files differ from run to run. */
  private String same(String printed) {
    return printed
        .replaceAll("\\S+T\\S+Z", "TIME")
        .replaceAll("cancelled by [^:]+:", "cancelled:")
        .replace(directory + "/", "")
        .replace("../", "");
  }
}
