package io.madcloud.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.SmallDisk;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks of stores that are full, or do not give back what was written. */
final class BrokenDiskTest {
  private static final String PROGRAM =
      """
      fields: { text: string, length: long }
      ops:
        start: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
      """;

  /** RocksDB writes to the disk after 16 MB. */
  private static final int TEXT = 64 * 1024;

  private static final int TEXTS = 400;

  private static final Set<String> PROCESSES = new TreeSet<>();

  @TempDir private static Path directory;

  private static TestBed bed;
  private static Oracle oracle;

  @BeforeAll
  static void start() throws Exception {
    bed = TestBed.startWithPartitions(1, directory);
    bed.declare(PROGRAM);
    oracle = bed.oracle();
  }

  @AfterAll
  static void stop() throws Exception {
    bed.close();
  }

  @Test
  void a_full_disk_ends_the_engine_which_goes_on_once_there_is_room() throws Exception {
    Path stores = Files.createDirectory(directory.resolve("full"));
    String why = SmallDisk.whyNot();
    assumeTrue(why == null, "a disk of its own cannot be had: " + why);
    try (SmallDisk disk = SmallDisk.mount(stores, 256)) {
      EngineProcess first = bed.engine("full");
      first.awaitRunning();
      notify(1, "some");
      await(first);
      disk.fill();
      notify(TEXTS, "x".repeat(TEXT));
      assertThat(first.awaitExit()).as(first.tail()).isEqualTo(4);
      assertThat(first.output())
          .contains("Expected room for the stores in " + stores + ", but the disk is full")
          .contains("madcloud.state.dir");

      disk.makeRoom();
      EngineProcess second = bed.engine("full");
      second.awaitRunning();
      await(second);
      oracle.readToEnd();
      assertThat(oracle.findings(PROCESSES)).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
      assertThat(second.stop()).isEqualTo(143);
    }
  }

  @Test
  void stores_that_are_damaged_are_removed_and_rebuilt() throws Exception {
    EngineProcess first = bed.engine("damaged");
    first.awaitRunning();
    notify(200, "some");
    await(first);
    assertThat(first.stop()).isEqualTo(143);
    damage(directory.resolve("damaged"));

    EngineProcess second = bed.engine("damaged");
    PROCESSES.forEach(process -> bed.notify(process, "/start", Map.of("text", "again")));
    notify(50, "some");
    assertThat(second.awaitExit()).as(second.tail()).isEqualTo(4);
    assertThat(second.output()).contains("one is damaged: all are removed");

    EngineProcess third = bed.engine("damaged");
    third.awaitRunning();
    notify(50, "some");
    await(third);
    oracle.readToEnd();
    assertThat(oracle.findings(PROCESSES)).isEmpty();
    assertThat(third.stop()).isEqualTo(143);
  }

  private static void notify(int count, String text) {
    for (int more = 0; more < count; more++) {
      String process = "p" + PROCESSES.size();
      bed.notify(process, "/start", Map.of("text", text));
      PROCESSES.add(process);
    }
  }

  private static void await(EngineProcess engine) {
    Eventually.until(
        PROCESSES.size() + " outcomes",
        Duration.ofSeconds(90),
        () -> oracle.poll(Duration.ofMillis(50)).stopped() >= PROCESSES.size(),
        () -> oracle.stopped() + " of them; the engine printed: " + engine.tail());
  }

  /** Changes one byte of what was written, where nobody looks before it is read. */
  private static void damage(Path stores) throws IOException {
    try (Stream<Path> files = Files.walk(stores)) {
      Path largest =
          files
              .filter(file -> file.toString().contains("/stopped"))
              .filter(file -> file.toString().endsWith(".sst"))
              .max(Comparator.comparingLong(file -> file.toFile().length()))
              .orElseThrow();
      try (RandomAccessFile file = new RandomAccessFile(largest.toFile(), "rw")) {
        file.seek(10);
        int before = file.read();
        file.seek(10);
        file.write(~before);
      }
    }
  }
}
