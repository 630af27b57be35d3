package io.madcloud.app.cluster.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MirrorProcessTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** For a record of ours; the mark of a transaction's end needs 78, and must be written. */
  private static final int TOO_FEW_BYTES = 80;

  private static DevCluster east;
  private static DevCluster west;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    east = DevCluster.start(DevClusterConfig.temporary());
    west = DevCluster.start(DevClusterConfig.temporary());
  }

  @AfterAll
  static void stop() {
    east.close();
    west.close();
  }

  @Test
  void every_committed_record_crosses_once_even_if_the_process_is_killed() throws Exception {
    try (Side westward = new Side(east, "madcloud.to.west", west, "east.madcloud.to.west");
        Side eastward = new Side(west, "madcloud.to.east", east, "west.madcloud.to.east");
        Side local = new Side(east, "madcloud.journal", west, "east.madcloud.journal");
        MirrorProcess mirror = MirrorProcess.start(directory, settings("madcloud."))) {
      mirror.awaitReady(PATIENCE);
      local.send(1);
      westward.send(20);
      eastward.send(20);
      untilComplete(mirror, westward, eastward);

      long first = mirror.pid();
      CompletableFuture<Void> meanwhile =
          CompletableFuture.runAsync(
              () -> {
                westward.send(100);
                eastward.send(100);
              });
      untilMore(westward);
      mirror.kill();
      assertThat(mirror.isAlive()).isFalse();
      mirror.restart();
      assertThat(mirror.pid()).isNotEqualTo(first);
      meanwhile.get();
      untilComplete(mirror, westward, eastward);

      // What crosses twice, crosses before what comes later.
      westward.send(10);
      eastward.send(10);
      untilComplete(mirror, westward, eastward);
      assertThat(westward.arrived()).isEqualTo(westward.sent()).hasSize(Side.PARTITIONS);
      assertThat(eastward.arrived()).isEqualTo(eastward.sent());
      assertThat(Side.topics(west))
          .filteredOn(name -> name.contains("madcloud."))
          .containsExactlyInAnyOrder("madcloud.to.east", "east.madcloud.to.west");
      assertThat(Side.topics(east))
          .filteredOn(name -> name.contains("madcloud."))
          .containsExactlyInAnyOrder(
              "madcloud.journal", "madcloud.to.west", "west.madcloud.to.east");

      mirror.close();
      assertThat(mirror.isAlive()).isFalse();
      mirror.requireAlive();
      assertThatThrownBy(mirror::restart).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_record_that_cannot_cross_ends_the_process_and_crosses_once_it_can() throws Exception {
    MirrorSettings settings = settings("shop.");
    try (Side westward =
            new Side(east, settings.departure("west"), west, settings.arrival("east", "west"));
        MirrorProcess mirror = MirrorProcess.start(directory, settings)) {
      westward.send(1);
      untilComplete(mirror, westward);
      Side.limitRecords(west, settings.arrival("east", "west"), TOO_FEW_BYTES);
      westward.send(3);
      ProcessHandle process = ProcessHandle.of(mirror.pid()).orElseThrow();
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThatThrownBy(mirror::requireAlive)
          .isInstanceOf(MirrorException.class)
          .hasMessageContaining("Expected records to cross east->west")
          .hasMessageContaining("RecordTooLargeException");

      Side.limitRecords(west, settings.arrival("east", "west"), 1_000_000);
      mirror.restart();
      untilComplete(mirror, westward);
      assertThat(westward.arrived()).isEqualTo(westward.sent());
    }
  }

  @Test
  void an_early_end_tells_what_the_process_said_and_what_to_look_at() throws Exception {
    MirrorSettings nowhere =
        new MirrorSettings(Map.of("east", "127.0.0.1", "west", "127.0.0.1"), "madcloud.");
    try (MirrorProcess mirror = MirrorProcess.start(directory, nowhere)) {
      assertThatThrownBy(() -> mirror.awaitReady(PATIENCE))
          .isInstanceOf(MirrorException.class)
          .hasMessageContaining("but it ended with status " + MirrorMain.FAILED)
          .hasMessageContaining(
              "brokers of all datacenters answer, {east=127.0.0.1, west=127.0.0.1}")
          .hasMessageContaining(directory.resolve("mirror.log").toString())
          .hasMessageContaining("Invalid url in bootstrap.servers: 127.0.0.1");
    }
  }

  @Test
  void it_does_not_outlive_the_process_that_started_it() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MirrorParent.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
      ProcessHandle mirror = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      assertThat(mirror.isAlive()).isTrue();
      parent.destroyForcibly().waitFor();
      mirror.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void a_directory_that_is_a_file_is_refused() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    MirrorSettings settings = new MirrorSettings(Map.of("a", "h:1", "b", "h:2"), "madcloud.");
    assertThatThrownBy(() -> MirrorProcess.start(file, settings))
        .isInstanceOf(MirrorException.class)
        .hasMessageContaining("Expected to write " + file.resolve("mirror.properties"));
  }

  private static MirrorSettings settings(String prefix) {
    return new MirrorSettings(
        Map.of("east", east.bootstrapServers(), "west", west.bootstrapServers()), prefix);
  }

  private static void untilComplete(MirrorProcess mirror, Side... sides) {
    long begunNs = System.nanoTime();
    while (!List.of(sides).stream().allMatch(Side::isComplete)) {
      mirror.requireAlive();
      for (Side side : sides) {
        side.poll();
      }
      if (System.nanoTime() - begunNs > PATIENCE.toNanos()) {
        throw new AssertionError(
            "Expected everything to arrive, but not all did; see " + mirror.log());
      }
    }
  }

  private static void untilMore(Side side) {
    int before = side.arrived().values().stream().mapToInt(List::size).sum();
    long begunNs = System.nanoTime();
    while (side.arrived().values().stream().mapToInt(List::size).sum() == before) {
      side.poll();
      if (System.nanoTime() - begunNs > PATIENCE.toNanos()) {
        throw new AssertionError("Expected more to arrive, but nothing did");
      }
    }
  }
}
