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

/** The page about commands: what is typed there, and what it shows. */
public final class CommandsPage {

  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/commands.md");
  private static final String PROMPT = "$ ";
  private static final String COMMAND = PROMPT + "bin/madcloud ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private CommandsPage() {}

  /**
   * Runs all examples of a section, one after the other; each must print what the page shows.
   *
   * @return how many there are
   */
  public static int play(String section, Function<String[], Result> shell) throws IOException {
    int commands = 0;
    Result last = null;
    List<String> lines = examples(section);
    for (int line = 0; line < lines.size(); ) {
      String command = lines.get(line++);
      List<String> shown = new ArrayList<>();
      while (line < lines.size() && !lines.get(line).startsWith(PROMPT)) {
        shown.add(lines.get(line++));
      }
      if (command.startsWith(COMMAND)) {
        last = shell.apply(words(command.substring(COMMAND.length())));
        assertThat(same(last.out() + last.err())).isEqualTo(same(String.join("\n", shown) + "\n"));
        commands++;
      } else {
        assertThat(command).isEqualTo("$ echo $?");
        assertThat(shown).containsExactly("" + last.exitCode());
      }
    }
    return commands;
  }

  private static List<String> examples(String section) throws IOException {
    List<String> examples = new ArrayList<>();
    boolean wanted = false;
    boolean shows = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("## ")) {
        wanted = line.substring(3).equals(section);
      } else if (line.startsWith("```")) {
        shows = wanted && line.equals("```console");
      } else if (shows) {
        examples.add(line);
      }
    }
    assertThat(examples).as("the examples of " + section).isNotEmpty();
    return examples;
  }

  /** As a shell would have them at the root of the source tree. */
  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      String text = word.group(1) == null ? word.group(2) : word.group(1);
      words.add(Files.exists(ROOT.resolve(text)) ? ROOT.resolve(text).toString() : text);
    }
    return words.toArray(String[]::new);
  }

  /** Times, people and the way to the root differ from run to run. */
  private static String same(String text) {
    return text.replaceAll("\\S+T\\S+Z", "TIME")
        .replaceAll("cancelled by [^:]+:", "cancelled:")
        .replace("../", "");
  }
}
