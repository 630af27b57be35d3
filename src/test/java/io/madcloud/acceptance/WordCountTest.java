package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.SourceTree;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The analyst's side of the word count example: an application that is started from its source
 * counts the words of the licence from what an engine makes of its lines.
 */
final class WordCountTest {
  private static final String SOURCE = "examples/word-count/WordCounts.java";
  private static final Pattern COUNT = Pattern.compile("(?m)^(\\d+) (\\S+)$");
  private static final Pattern WORD = Pattern.compile("[a-z0-9']+"); // It has no other ones.

  @TempDir private Path directory;

  @Test
  void the_words_of_the_licence_are_counted_from_the_outcomes_of_its_lines() throws Exception {
    List<String> lines = SourceTree.text("LICENSE").lines().toList();
    Path printed = directory.resolve("counts.txt");
    try (TestBed bed = TestBed.start(directory)) {
      bed.declare(SourceTree.text("examples/word-count/program.yaml"));
      bed.engine("engine").awaitRunning();
      Process counts = start(bed.clients(), printed);
      try {
        notify(bed, lines);
        Oracle oracle = bed.oracle();
        Eventually.until(
            "an outcome of each line",
            () -> oracle.poll(Duration.ofMillis(50)).stopped() == lines.size());
        Eventually.until(
            "all words counted",
            Duration.ofSeconds(60),
            () -> counts(printed).equals(counted(lines)) || !counts.isAlive(),
            () -> read(printed));
        assertThat(counts.isAlive()).as(read(printed)).isTrue();
        assertThat(oracle.readToEnd().deadLetters()).isEmpty();
      } finally {
        counts.destroy();
        assertThat(counts.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
      }
    }
    assertThat(counts(printed)).containsEntry("the", 100L).isEqualTo(counted(lines));
  }

  private static void notify(TestBed bed, List<String> lines) {
    int number = 0;
    for (String line : lines) {
      bed.notify("line-" + ++number, "/text/read", Map.of("line", line));
    }
  }

  private Process start(Map<String, Object> cluster, Path printed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + directory,
            "-cp",
            System.getProperty("java.class.path"),
            SourceTree.ROOT.resolve(SOURCE).toString(),
            cluster.get("bootstrap.servers").toString(),
            cluster.get("schema.registry.url").toString())
        .redirectErrorStream(true)
        .redirectOutput(printed.toFile())
        .start();
  }

  /** The last count printed of each word. */
  private static Map<String, Long> counts(Path printed) {
    Map<String, Long> counts = new TreeMap<>();
    Matcher count = COUNT.matcher(read(printed));
    while (count.find()) {
      counts.put(count.group(2), Long.valueOf(count.group(1)));
    }
    return counts;
  }

  /** The same, found without Madcloud. */
  private static Map<String, Long> counted(List<String> lines) {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : lines) {
      Matcher word = WORD.matcher(line.toLowerCase(Locale.ROOT));
      while (word.find()) {
        counts.merge(word.group(), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static String read(Path printed) {
    try {
      return Files.readString(printed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
