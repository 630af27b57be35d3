package io.madcloud.acceptance;

import static io.madcloud.acceptance.ConfluentAvro.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.NodeProject;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericData;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that nobody here wrote publish notifications and read what becomes of them; a server in
 * another language answers calls.
 */
final class ForeignClientsTest {
  private static final String NOTIFICATIONS = "madcloud.notifications";
  private static final String JOURNAL = "madcloud.journal";
  private static final String OUTCOMES = "madcloud.outcomes";

  private static final String PROGRAM =
      """
      mount: /shop
      fields:
        customer: string
        quantity: long
        price: double
        gift: boolean
        placed: timestamp
        tags: list<string>
        sizes: map<long>
        photo: bytes
        serial: long
        note: any
        total: double
        question: long
        answer: string
        refused: map<string>
      ops:
        wonder: { out: [question] }
        ask: { in: [question], out: [answer], call: desk, fail: refused }
        order: { out: [customer, quantity, price, gift, placed, tags, sizes, photo, serial, note] }
        add-up: { in: [quantity, price], out: [total], expr: { total: "double(quantity) * price" } }
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path directory;

  private static TestBed bed;
  private static EngineProcess engine;

  @BeforeAll
  static void start() throws Exception {
    bed = TestBed.start(directory, "desk");
    bed.declare(PROGRAM);
    engine = bed.engine("engine");
    engine.awaitRunning();
  }

  @AfterAll
  static void stop() throws Exception {
    bed.close();
  }

  @Test
  void confluents_java_client_publishes_notifications_and_reads_journal_and_outcomes()
      throws Exception {
    String registryUrl = bed.clients().get("schema.registry.url").toString();
    ConfluentAvro avro = new ConfluentAvro(new CachedSchemaRegistryClient(registryUrl, 100));
    Schema schema = avro.latest(NOTIFICATIONS);
    GenericRecord notification = new GenericData.Record(schema);
    notification.put("op", "/shop/order");
    notification.put("fields", fields(schema));
    try (var producer = new KafkaProducer<>(bed.clients(), new StringSerializer(), avro)) {
      producer.send(new ProducerRecord<>(NOTIFICATIONS, "java-1", notification)).get();
    }

    Map<String, GenericRecord> read = readUntilOutcome(avro, "java-1");

    GenericRecord outcome = read.get(OUTCOMES);
    assertThat(outcome.get("status")).hasToString("QUIESCENT");
    GenericRecord fieldset = (GenericRecord) ((List<?>) outcome.get("fieldsets")).get(0);
    Map<String, Object> values = new HashMap<>();
    ((Map<?, ?>) fieldset.get("fields")).forEach((path, v) -> values.put(path.toString(), v));
    Map<String, Object> expected = new HashMap<>();
    fields(schema).forEach((name, v) -> expected.put("/shop/" + name, v));
    expected.put("/shop/total", 5.0);
    assertThat(text(values)).isEqualTo(text(expected));

    GenericRecord turn = read.get(JOURNAL);
    GenericRecord cause = (GenericRecord) turn.get("cause");
    assertThat(cause.getSchema().getName()).isEqualTo("Arrival");
    assertThat(cause.get("notification")).hasToString(notification.toString());
    assertThat(turn.get("turn")).isEqualTo(outcome.get("turn"));
    assertThat((List<?>) turn.get("changes"))
        .map(change -> (GenericRecord) change)
        .filteredOn(change -> change.getSchema().getName().equals("FieldChanged"))
        .map(change -> change.get("field") + " = " + change.get("value"))
        .contains("/shop/customer = Ada", "/shop/total = 5.0")
        .hasSize(expected.size());
  }

  /** A value of each type, as Java's Avro wants them. */
  private static Map<String, Object> fields(Schema schema) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("customer", "Ada");
    fields.put("quantity", 2L);
    fields.put("price", 2.5);
    fields.put("gift", true);
    long placedMs = Instant.parse("2026-11-01T12:30:00.250Z").toEpochMilli();
    fields.put("placed", value(schema, "Timestamp", "millis", placedMs));
    fields.put("tags", value(schema, "ListValue", "items", List.of("blue", "large")));
    fields.put("sizes", map(schema, "width", 3L));
    fields.put("photo", ByteBuffer.wrap(new byte[] {0, 127, -1}));
    fields.put("serial", 9_007_199_254_740_993L);
    fields.put(
        "note", value(schema, "ListValue", "items", List.of(1L, 1.5, map(schema, "deep", false))));
    return fields;
  }

  private static GenericRecord map(Schema schema, String key, Object value) {
    GenericRecord map = value(schema, "MapValue", "entries", null);
    Schema entries = map.getSchema().getField("entries").schema();
    GenericRecord entry = new GenericData.Record(entries.getElementType());
    entry.put("key", key);
    entry.put("value", value);
    map.put("entries", List.of(entry));
    return map;
  }

  /** Sorted, for maps of Avro have no order, and its strings are not those of Java. */
  private static Map<String, String> text(Map<String, Object> values) {
    Map<String, String> text = new HashMap<>();
    values.forEach((path, v) -> text.put(path, GenericData.get().toString(v)));
    return text;
  }

  /** The last record of a process by topic. */
  private static Map<String, GenericRecord> readUntilOutcome(ConfluentAvro avro, String process) {
    Map<String, GenericRecord> read = new HashMap<>();
    Map<String, Object> settings = new HashMap<>(bed.clients());
    settings.put("group.id", "confluent");
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), avro)) {
      consumer.subscribe(List.of(JOURNAL, OUTCOMES));
      Eventually.until(
          "journal and outcome of " + process,
          Duration.ofSeconds(60),
          () -> {
            for (ConsumerRecord<String, GenericRecord> record :
                consumer.poll(Duration.ofMillis(100))) {
              if (record.key().equals(process)) {
                read.put(record.topic(), record.value());
              }
            }
            return read.size() == 2;
          },
          () -> "read " + read + "; the engine printed: " + engine.tail());
    }
    return read;
  }

  @Test
  void a_node_js_client_publishes_notifications_and_reads_journal_and_outcomes() throws Exception {
    JsonNode read =
        JSON.readTree(
            NodeProject.install()
                .run(
                    "shop.js",
                    bed.clients().get("bootstrap.servers").toString(),
                    bed.clients().get("schema.registry.url").toString()));

    assertThat(outcome(read, "node-1").path("status").asText()).isEqualTo("QUIESCENT");
    assertThat(outcome(read, "node-1").at("/fieldsets/0/fields"))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "/shop/customer": "Ada",
                  "/shop/quantity": 2,
                  "/shop/price": 2.5,
                  "/shop/gift": true,
                  "/shop/placed": "2026-11-01T12:30:00.250Z",
                  "/shop/tags": ["blue", "large"],
                  "/shop/sizes": { "width": 3, "height": 4 },
                  "/shop/photo": "AH//",
                  "/shop/serial": "9007199254740993",
                  "/shop/note": { "nested": [1, 1.5, { "deep": false }] },
                  "/shop/total": 5
                }
                """));
    assertThat(outcome(read, "node-2").at("/fieldsets/0/fields"))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "/shop/customer": "Žofie",
                  "/shop/quantity": -1,
                  "/shop/price": 3,
                  "/shop/total": -3
                }
                """));
    assertThat(changes(read, "node-2"))
        .contains("/shop/customer = \"Žofie\"", "/shop/total = -3")
        .hasSize(4);
  }

  @Test
  void a_node_js_server_answers_calls_in_all_partitions() throws Exception {
    int calls = 10 * TestBed.PARTITIONS;
    for (long question = 0; question < calls; question++) {
      bed.notify("wonder-" + question, "/shop/wonder", Map.of("question", question));
    }
    NodeProject.install()
        .run(
            "server.js",
            bed.clients().get("bootstrap.servers").toString(),
            bed.clients().get("schema.registry.url").toString(),
            "desk",
            Integer.toString(calls));

    Oracle oracle = bed.oracle();
    for (long question = 0; question < calls; question++) {
      String process = "wonder-" + question;
      Eventually.until(
          "an outcome of " + process,
          () -> oracle.poll(Duration.ofMillis(50)).outcome(process) != null);
      Map<String, Object> fields = oracle.outcome(process).fieldsets().get("0");
      if (question == 13) {
        assertThat(fields.get("/shop/refused"))
            .isEqualTo(Map.of("op", "/shop/ask", "error", "no answer to 13", "attempts", "1"));
      } else {
        assertThat(fields)
            .containsEntry(
                "/shop/answer", question + " is " + (question % 2 == 0 ? "even" : "odd"));
      }
    }
    assertThat(oracle.deadLetters()).isEmpty();
  }

  private static JsonNode outcome(JsonNode read, String process) {
    List<JsonNode> found = new ArrayList<>();
    read.path("outcomes").forEach(outcome -> found.add(outcome));
    found.removeIf(outcome -> !outcome.path("process").asText().equals(process));
    assertThat(found).as("outcomes of %s", process).hasSize(1);
    return found.get(0);
  }

  private static List<String> changes(JsonNode read, String process) throws IOException {
    List<String> changes = new ArrayList<>();
    for (JsonNode turn : read.path("turns")) {
      if (turn.path("process").asText().equals(process)) {
        for (JsonNode change : turn.path("changes").findValues("io.madcloud.wire.FieldChanged")) {
          changes.add(change.path("field").asText() + " = " + change.path("value"));
        }
      }
    }
    return changes;
  }
}
