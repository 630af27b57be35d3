package io.madcloud.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the journal as any analyst could who has nothing of Madcloud: Kafka's consumer, Avro's
 * generic records, and the schemas by HTTP from the registry. It shares no code with the engine on
 * purpose, so that what it counts is evidence. Used by one thread.
 */
final class JournalConsumer implements AutoCloseable {

  private static final int HEADER_BYTES = 5;
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String registryUrl;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();

  JournalConsumer(String bootstrapServers, String registryUrl, String topic) {
    this.registryUrl = registryUrl;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG, "demo-auditor",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
  }

  /** The turns that have arrived since the last call. */
  List<GenericRecord> poll() throws IOException, InterruptedException {
    List<GenericRecord> turns = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      byte[] value = record.value();
      int id = ByteBuffer.wrap(value).getInt(1);
      turns.add(
          reader(id)
              .read(
                  null,
                  DecoderFactory.get()
                      .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null)));
    }
    return turns;
  }

  private GenericDatumReader<GenericRecord> reader(int id)
      throws IOException, InterruptedException {
    GenericDatumReader<GenericRecord> known = readers.get(id);
    if (known != null) {
      return known;
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registryUrl + "/schemas/ids/" + id)).build();
    String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Schema schema = new Schema.Parser().parse(json.readTree(answer).get("schema").asText());
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
    readers.put(id, reader);
    return reader;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
