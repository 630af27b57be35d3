import io.madcloud.serdes.MadcloudAvroSerde;
import io.madcloud.wire.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;

/**
 * Counts words from what processes came to: an ordinary Kafka Streams application, which prints
 * each count that changes. Arguments: Kafka brokers and schema registry, by default those of {@code
 * madcloud dev}.
 */
public final class WordCounts {

  private WordCounts() {}

  public static void main(String[] args) {
    String registry = args.length > 1 ? args[1] : "http://127.0.0.1:8081";
    Serde<Outcome> outcomes = new MadcloudAvroSerde<>(Outcome.class);
    outcomes.configure(Map.of("schema.registry.url", registry), false);

    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "word-counts");
    config.put(
        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args.length > 0 ? args[0] : "127.0.0.1:9092");
    // It reads what is committed and counts it once, whatever breaks.
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put("auto.offset.reset", "earliest");
    KafkaStreams streams = new KafkaStreams(topology(outcomes), config);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  private static Topology topology(Serde<Outcome> outcomes) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("madcloud.outcomes", Consumed.with(Serdes.String(), outcomes))
        .filter((process, outcome) -> outcome.getOp().equals("/text/read"))
        // A process that runs again has a second outcome; its words were counted with the first.
        .filter((process, outcome) -> outcome.getRevision() == 1)
        .flatMapValues(WordCounts::words)
        .groupBy((process, word) -> word, Grouped.with("words", Serdes.String(), Serdes.String()))
        .count(Materialized.as("counts"))
        .toStream()
        .foreach((word, count) -> System.out.println(count + " " + word));
    return builder.build();
  }

  /** One for each live fieldset; a line without words has a fieldset without the field. */
  private static List<String> words(Outcome outcome) {
    return outcome.getFieldsets().stream()
        .map(fieldset -> fieldset.getFields().get("/text/word"))
        .filter(Objects::nonNull)
        .map(Object::toString)
        .toList();
  }
}
