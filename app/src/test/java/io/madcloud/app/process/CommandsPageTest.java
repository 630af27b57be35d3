package io.madcloud.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page about commands shows what the commands about processes really print. */
@ExtendWith(Bed.Shared.class)
final class CommandsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "commands.md");
  private static final Path PROGRAM =
      Path.of("..", "examples", "order-with-compensation", "program.yaml");
  private static final List<String> SECTIONS =
      List.of("notify", "process", "reply", "cancel", "watch");
  private static final String PROMPT = "$ ";
  private static final String COMMAND = PROMPT + "bin/madcloud ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private final Bed bed;

  CommandsPageTest(Bed bed) {
    this.bed = bed;
  }

  @Test
  void what_the_page_shows_is_what_happens() throws IOException {
    bed.run("apply", PROGRAM.toString(), "--wait").done();
    int commands = 0;
    Shell.Result last = null;
    List<String> lines = examples();
    for (int line = 0; line < lines.size(); ) {
      String command = lines.get(line++);
      List<String> shown = new ArrayList<>();
      while (line < lines.size() && !lines.get(line).startsWith(PROMPT)) {
        shown.add(lines.get(line++));
      }
      if (command.startsWith(COMMAND)) {
        last = bed.run(words(command.substring(COMMAND.length())));
        assertThat(same(last.out() + last.err())).isEqualTo(same(String.join("\n", shown) + "\n"));
        commands++;
      } else {
        assertThat(command).isEqualTo("$ echo $?");
        assertThat(shown).containsExactly("" + last.exitCode());
      }
    }
    assertThat(commands).isEqualTo(10);
  }

  /** The lines of the page's examples of our sections. */
  private static List<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    boolean ours = false;
    boolean shows = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("## ")) {
        ours = SECTIONS.contains(line.substring(3));
      } else if (line.startsWith("```")) {
        shows = ours && line.equals("```console");
      } else if (shows) {
        examples.add(line);
      }
    }
    return examples;
  }

  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words.toArray(String[]::new);
  }

  /** Times and people differ from run to run. */
  private static String same(String text) {
    return text.replaceAll("\\S+T\\S+Z", "TIME").replaceAll("cancelled by [^:]+:", "cancelled:");
  }
}
