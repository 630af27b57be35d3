package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.acceptance.harness.ApicurioRegistry;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.RegistryException;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.Edges;
import io.madcloud.topology.TopicPlan;
import io.madcloud.topology.Topics;
import io.madcloud.wire.Notification;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Apicurio Registry in place of ours: engines work with it, it takes what is compatible, and what
 * it refuses is told with the reason and what to do.
 */
final class ApicurioTest {
  private static final String PROGRAM =
      """
      mount: /o
      fields: { text: string, length: long }
      ops:
        start: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
      """;

  /** Whoever expects an op cannot read this. */
  private static final Schema WITHOUT_OP =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Notification", "namespace": "io.madcloud.wire",
               "fields": [{"name": "event", "type": "string"}]}
              """);

  @TempDir private static Path directory;

  private static ApicurioRegistry apicurio;
  private static TestBed bed;
  private static SchemaRegistry registry;

  @BeforeAll
  static void start() throws Exception {
    apicurio = ApicurioRegistry.start();
    bed = TestBed.startWithRegistry(directory, apicurio.url());
    bed.declare(PROGRAM);
    registry = SchemaRegistry.of(bed.clients());
  }

  @AfterAll
  static void stop() throws Exception {
    try (ApicurioRegistry last = apicurio) {
      if (bed != null) {
        bed.close();
      }
    }
  }

  @Test
  void processes_complete_and_records_of_a_later_schema_too() throws Exception {
    EngineProcess engine = bed.engine("engine");
    Oracle oracle = bed.oracle();
    Set<String> processes = new TreeSet<>();
    for (int i = 0; i < 40; i++) {
      bed.notify("p" + i, "/o/start", Map.of("text", "abc"));
      processes.add("p" + i);
    }
    awaitOutcomes(oracle, processes, engine);

    Schema later = withSource(Notification.SCHEMA$);
    int id = registry.register("madcloud.notifications-value", later);
    bed.raw("madcloud.notifications", 0, "later", notification(id, later));
    processes.add("later");
    awaitOutcomes(oracle, processes, engine);

    oracle.readToEnd();
    assertThat(oracle.findings(processes)).isEmpty();
    assertThat(oracle.deadLetters()).isEmpty();
    assertThat(oracle.outcome("later").fieldsets())
        .containsEntry("0", Map.of("/o/text", "later", "/o/length", 5L));
    assertThat(registry.latest("madcloud.notifications-value"))
        .hasValueSatisfying(latest -> assertThat(latest.version()).isEqualTo(2));
    assertThat(registry.latest("madcloud.outcomes-value"))
        .hasValueSatisfying(latest -> assertThat(latest.version()).isEqualTo(1));
  }

  private static void awaitOutcomes(Oracle oracle, Set<String> processes, EngineProcess engine) {
    Eventually.until(
        processes.size() + " outcomes",
        Duration.ofSeconds(60),
        () -> oracle.poll(Duration.ofMillis(50)).stopped() >= processes.size(),
        () -> oracle.stopped() + " of them; the engine printed: " + engine.tail());
  }

  /** The schema as a later release may have it, with a field more. */
  private static Schema withSource(Schema schema) {
    List<Schema.Field> fields = new ArrayList<>();
    schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(new Schema.Field("source", Schema.create(Schema.Type.STRING), null, ""));
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  private static byte[] notification(int id, Schema schema) throws Exception {
    GenericRecord record =
        new GenericRecordBuilder(schema)
            .set("op", "/o/start")
            .set("fields", Map.of("text", "later"))
            .set("source", "elsewhere")
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(ByteBuffer.allocate(5).putInt(1, id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    return bytes.toByteArray();
  }

  @Test
  void an_earlier_schema_lets_ours_in() {
    Schema earlier =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Notification", "namespace": "io.madcloud.wire",
                 "fields": [{"name": "op", "type": "string"}]}
                """);
    registry.register("evolving-value", earlier);

    assertThat(serialize("evolving")).isNotEmpty();
    assertThat(registry.latest("evolving-value"))
        .hasValueSatisfying(latest -> assertThat(latest.version()).isEqualTo(2));
  }

  @Test
  void an_incompatible_schema_is_refused_with_the_reason_and_what_to_do() {
    registry.register("taken-value", WITHOUT_OP);

    assertThatThrownBy(() -> serialize("taken"))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith(
            "Expected the schema of io.madcloud.wire.Notification to be compatible with the earlier"
                + " ones in subject taken-value, but the registry refused it as incompatible (")
        .hasMessageContaining("Incompatible artifact: taken-value") // Apicurio's words
        .hasMessageContaining("give new ones a default")
        .hasMessageContaining("madcloud.topic.prefix");
  }

  private static byte[] serialize(String topic) {
    return RecordSerdes.of(bed.clients())
        .of(Notification.class)
        .serializer()
        .serialize(topic, new Notification("/o/start", Map.of("text", "a")));
  }

  @Test
  void an_engine_whose_schema_is_refused_says_so_and_takes_no_inputs() throws Exception {
    registry.register("other.outcomes-value", WITHOUT_OP);
    try (Admin admin = Admin.create(bed.clients())) {
      new TopicPlan(new Topics("other.")).create(admin, 1, Optional.empty(), Edges.NONE);
    }

    EngineProcess engine =
        bed.engine(
            "other", Map.of("madcloud.topic.prefix", "other.", "madcloud.application.id", "other"));

    assertThat(engine.awaitExit()).isEqualTo(1);
    assertThat(engine.output())
        .contains("Expected the schema of io.madcloud.wire.Outcome to be compatible")
        .contains("subject other.outcomes-value")
        .contains("Incompatible artifact: other.outcomes-value")
        .doesNotContain("The engine is running.");
  }
}
