package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** What one-way ops publish, as whoever reads their topic sees it. */
final class OpRecordSerializerTest {

  private static final String EVERY_TYPE =
      """
      fields:
        b: boolean
        l: long
        d: double
        s: { type: string, doc: Some text. }
        y: bytes
        t: timestamp
        ls: list<timestamp>
        m: map<list<long>>
        a: any
        la: list<any>
      ops:
        begin: { out: [b, l, d, s, y, t, ls, m, a, la] }
        tell: { in: [b, l, d, s, y, t, ls, m, a, la], topic: told, doc: Tells all. }
      """;

  private final MockSchemaRegistry registry = MockSchemaRegistry.scope("ops-" + UUID.randomUUID());

  private final OpRecordSerializer records = serializer(Map.of());

  private OpRecordSerializer serializer(Map<String, ?> config) {
    return OpRecordSerializer.over(registry, SerializerSettings.of(config, false));
  }

  private static Op op(String yaml, String path) {
    Program program =
        new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), Map.of()))
            .load(List.of(YamlDocument.parse("test.yaml", yaml)), Program.EMPTY, 1)
            .program();
    return program.op(path);
  }

  private GenericRecord read(byte[] bytes) throws IOException {
    assertThat(bytes[0]).isZero();
    Schema schema = registry.schema(ByteBuffer.wrap(bytes).getInt(1)).orElseThrow();
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
  }

  @Test
  void a_value_of_every_type_is_what_avro_has_for_it() throws IOException {
    Instant at = Instant.parse("2026-03-04T05:06:07.089Z");
    Map<String, Object> inputs =
        Map.of(
            "b",
            true,
            "l",
            7L,
            "d",
            2.5,
            "s",
            "tea",
            "y",
            Bytes.of(ByteBuffer.wrap(new byte[] {1, 2})),
            "t",
            at,
            "ls",
            List.of(at),
            "m",
            Map.of("x", List.of(1L, 2L)),
            "a",
            Map.of("k", List.of(at, 1L, "x")),
            "la",
            List.of(true, 2.5));
    GenericRecord record = read(records.serialize(op(EVERY_TYPE, "/tell"), inputs));
    assertThat(record.getSchema().getFullName()).isEqualTo("Tell");
    assertThat(record.getSchema().getDoc()).isEqualTo("Tells all.");
    assertThat(record.getSchema().getField("s").doc()).isEqualTo("Some text.");
    assertThat(record)
        .hasToString(
            """
            {"b": true, "l": 7, "d": 2.5, "s": "tea", "y": "\\u0001\\u0002", "t": %d, "ls": [%d], \
            "m": {"x": [1, 2]}, "a": {"entries": [{"key": "k", "value": {"items": [{"millis": %d}, \
            1, "x"]}}]}, "la": [true, 2.5]}\
            """
                .formatted(at.toEpochMilli(), at.toEpochMilli(), at.toEpochMilli()));
    assertThat(record.getSchema().getField("t").schema())
        .hasToString("[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}]");
  }

  @Test
  void a_record_is_named_after_its_op() {
    String yaml =
        """
        mount: /my-shop/2nd
        fields: { x: long }
        ops: { begin: { out: [x] }, "%s": { in: [x], topic: told } }
        """;
    for (String[] name :
        List.of(
            new String[] {"ship-order", "my_shop._2nd.ShipOrder"},
            new String[] {"ship_it2", "my_shop._2nd.ShipIt2"},
            new String[] {"7up", "my_shop._2nd._7up"},
            new String[] {"_", "my_shop._2nd._"})) {
      Op op = op(yaml.formatted(name[0]), "/my-shop/2nd/" + name[0]);
      assertThat(OpSchemas.of(op).getFullName()).isEqualTo(name[1]);
    }
  }

  @Test
  void an_op_may_gain_and_lose_inputs() {
    String yaml =
        "fields: { x: long, y: string }\n"
            + "ops: { begin: { out: [x, y] }, tell: { in: [%s], topic: told } }";
    Schema one = OpSchemas.of(op(yaml.formatted("x"), "/tell"));
    Schema both = OpSchemas.of(op(yaml.formatted("y, x"), "/tell"));
    for (Schema[] pair : List.of(new Schema[] {one, both}, new Schema[] {both, one})) {
      assertThat(SchemaCompatibility.checkReaderWriterCompatibility(pair[0], pair[1]).getType())
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  @Test
  void the_schema_of_a_changed_op_is_another_one() throws IOException {
    String yaml = "fields: { x: %s }\nops: { begin: { out: [x] }, tell: { in: [x], topic: told } }";
    assertThat(read(records.serialize(op(yaml.formatted("long"), "/tell"), Map.of("x", 1L))))
        .hasToString("{\"x\": 1}");
    assertThat(read(records.serialize(op(yaml.formatted("string"), "/tell"), Map.of("x", "1"))))
        .hasToString("{\"x\": \"1\"}");
    assertThat(registry.latest("told-value").orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void what_has_to_be_registered_by_somebody_else_is_refused_until_it_is() {
    Op op = op(EVERY_TYPE, "/tell");
    OpRecordSerializer cautious = serializer(Map.of("auto.register.schemas", "false"));
    String missing =
        "Expected the schema of Tell in subject told-value, but it is not there: register it, or"
            + " set auto.register.schemas=true and use.latest.version=false";
    assertThat(cautious.problems(op)).containsExactly(missing);
    assertThatThrownBy(() -> cautious.register(op))
        .isInstanceOf(SchemaRefusedException.class)
        .hasMessage(missing);
    assertThat(registry.idOf("told-value", OpSchemas.of(op))).isEqualTo(OptionalInt.empty());

    records.register(op);
    assertThat(cautious.problems(op)).isEmpty();
    cautious.register(op);
  }
}
