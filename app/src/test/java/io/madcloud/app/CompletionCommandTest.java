package io.madcloud.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real bash completes with the script; the launcher needs one as well, so it is there. */
final class CompletionCommandTest {

  @TempDir private Path directory;

  private Path script;

  @BeforeEach
  void print() throws IOException {
    StringWriter out = new StringWriter();
    int exitCode = Main.commandLine().setOut(new PrintWriter(out, true)).execute("completion");
    assertThat(exitCode).isZero();
    script = Files.writeString(directory.resolve("completion.bash"), out.toString());
  }

  @Test
  void commands_are_completed() throws Exception {
    assertThat(complete("madcloud", "ap")).containsExactly("apply");
    assertThat(complete("bin/madcloud", "to")).containsExactly("topics");
    assertThat(complete("madcloud", "topics", "cr")).containsExactly("create");
    assertThat(complete("madcloud", "op", "re")).containsExactly("resume");
    assertThat(complete("madcloud", "wh")).containsExactly("why");
  }

  @Test
  void options_are_completed() throws Exception {
    assertThat(complete("madcloud", "apply", "--dr")).containsExactly("--dry-run");
    assertThat(complete("madcloud", "dev", "--")).contains("--port", "--data", "--fresh");
  }

  /** What bash offers when Tab is pressed behind these words. */
  private List<String> complete(String... words) throws Exception {
    String line = String.join(" ", words);
    String script =
        """
        source '%s'
        spec=$(complete -p madcloud) || exit 1
        function=$(sed -n 's/.*-F \\([^ ]*\\) .*/\\1/p' <<<"$spec")
        COMP_WORDS=(%s) COMP_CWORD=%d COMP_LINE='%s' COMP_POINT=%d
        "$function" '%s' '%s' '%s'
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(
                this.script,
                line,
                words.length - 1,
                line,
                line.length(),
                words[0],
                words[words.length - 1],
                words[words.length - 2]);
    // Outside of a terminal bash complains of 'compopt', which only widens what is offered.
    Process bash =
        new ProcessBuilder("bash", "-c", script)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(printed).isZero();
    return printed.lines().map(String::strip).toList();
  }
}
