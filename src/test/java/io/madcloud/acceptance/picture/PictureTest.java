package io.madcloud.acceptance.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures in the docs are drawn from the journals of real processes. With {@code
 * -Dmadcloud.pictures=write} the test writes them instead of comparing.
 */
final class PictureTest {

  private static final Path HOME = Path.of("..", "..");
  private static final Path PICTURES = HOME.resolve("docs/pictures");

  @TempDir private Path directory;

  @Test
  void the_pictures_show_what_the_journal_says() throws Exception {
    try (TestBed bed = TestBed.start(directory)) {
      bed.declare(Files.readString(HOME.resolve("examples/simple-sync/program.yaml")));
      bed.declare(Files.readString(HOME.resolve("examples/word-count/program.yaml")));
      bed.engine("engine").awaitRunning();
      bed.notify("hello", "/sync/system1/produce-update", Map.of("update", "hello"));
      bed.notify("line", "/text/read", Map.of("line", "rub a dub"));

      Map<String, List<Turn>> journal = journal(bed, 2);
      compare("simple-sync.svg", journal.get("hello"));
      compare("word-count.svg", journal.get("line"));
    }
  }

  /** Every turn, until so many processes stopped. */
  private static Map<String, List<Turn>> journal(TestBed bed, int processes) {
    Map<String, List<Turn>> journal = new HashMap<>();
    Map<String, Object> settings = new HashMap<>(bed.clients());
    settings.put("group.id", "pictures");
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    var values = RecordSerdes.of(settings).of(Turn.class).deserializer();
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
      consumer.subscribe(List.of("madcloud.journal"));
      long patienceEndsNs = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      int stopped = 0;
      while (stopped < processes) {
        assertThat(System.nanoTime()).as("read in time").isLessThan(patienceEndsNs);
        for (ConsumerRecord<String, Turn> record : consumer.poll(Duration.ofMillis(200))) {
          Turn turn = record.value();
          journal.computeIfAbsent(record.key(), unused -> new ArrayList<>()).add(turn);
          stopped += turn.getChanges().stream().anyMatch(StatusChanged.class::isInstance) ? 1 : 0;
        }
      }
    }
    return journal;
  }

  private static void compare(String name, List<Turn> turns) throws IOException {
    String drawn = UnfoldingSvg.of(Unfolding.of(turns));
    Path file = PICTURES.resolve(name);
    if ("write".equals(System.getProperty("madcloud.pictures"))) {
      Files.createDirectories(PICTURES);
      Files.writeString(file, drawn);
    }
    assertThat(drawn).isEqualTo(Files.readString(file));
  }
}
