package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.program.FieldType;
import io.madcloud.op.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type of Avro through its bytes, and which of the model's types take it: the first that is
 * named with this value, the others with what is said of them, all else not at all.
 */
final class AvroValuesTest {

  private static final String SCOPE = "avro-values";
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00.123Z");
  private static final long NOON_MS = NOON.toEpochMilli();
  private static final UUID ID = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");

  /** The model's types that rows are tried with. */
  private static final List<String> TYPES =
      List.of(
          "boolean",
          "long",
          "double",
          "string",
          "bytes",
          "timestamp",
          "list<long>",
          "list<string>",
          "list<any>",
          "map<long>",
          "map<string>",
          "map<any>",
          "any");

  private final Deserializer<Object> deserializer =
      RecordSerdes.of(Map.of("schema.registry.url", "mock://" + SCOPE)).ofOthers();

  @AfterEach
  void forgetSchemas() {
    MockSchemaRegistry.drop(SCOPE);
  }

  private static Arguments row(String avro, Object datum, Object expected, String... types) {
    return Arguments.of(avro, datum, expected, List.of(types));
  }

  static List<Arguments> rows() {
    Bytes two = Bytes.of(new byte[] {1, -1});
    ByteBuffer twoBytes = ByteBuffer.wrap(new byte[] {1, -1});
    ByteBuffer idBytes =
        ByteBuffer.allocate(16)
            .putLong(ID.getMostSignificantBits())
            .putLong(ID.getLeastSignificantBits());
    String fixed2 = "{'type': 'fixed', 'name': 'F', 'size': 2}";
    String fixedId = "{'type': 'fixed', 'name': 'I', 'size': 16, 'logicalType': 'uuid'}";
    String enums = "{'type': 'enum', 'name': 'E', 'symbols': ['RED', 'BLUE']}";
    String millis = "{'type': 'long', 'logicalType': 'timestamp-millis'}";
    String micros = "{'type': 'long', 'logicalType': 'timestamp-micros'}";
    String nanos = "{'type': 'long', 'logicalType': 'timestamp-nanos'}";
    String local = "{'type': 'long', 'logicalType': 'local-timestamp-millis'}";
    String date = "{'type': 'int', 'logicalType': 'date'}";
    String decimal = "{'type': 'bytes', 'logicalType': 'decimal', 'precision': 9, 'scale': 2}";
    String uuid = "{'type': 'string', 'logicalType': 'uuid'}";
    String longs = "{'type': 'array', 'items': 'long'}";
    String times = "{'type': 'array', 'items': %s}".formatted(millis);
    String strings = "{'type': 'map', 'values': 'string'}";
    String inner =
        "{'type': 'record', 'name': 'In', 'fields': ["
            + "{'name': 'n', 'type': 'int'}, {'name': 'none', 'type': ['null', 'string']},"
            + "{'name': 'at', 'type': ['null', %s]}]}".formatted(millis);
    GenericData.Record record = new GenericData.Record(schema(inner));
    record.put("n", 7);
    record.put("at", NOON_MS);
    return List.of(
        row("'boolean'", true, true, "boolean", "any"),
        row("'int'", 7, 7L, "long", "double=7.0", "any"),
        row("'long'", 1L << 40, 1L << 40, "long", "double=" + (double) (1L << 40), "any"),
        row("'float'", 1.5f, 1.5, "double", "any"),
        row("'double'", -0.1, -0.1, "double", "any"),
        row("'string'", "Žofie", "Žofie", "string", "any"),
        row(enums, new GenericData.EnumSymbol(schema(enums), "BLUE"), "BLUE", "string", "any"),
        row(uuid, ID.toString(), ID.toString(), "string", "any"),
        row(
            fixedId,
            new GenericData.Fixed(schema(fixedId), idBytes.array()),
            ID.toString(),
            "string",
            "any"),
        row("'bytes'", twoBytes, two, "bytes", "any"),
        row(fixed2, new GenericData.Fixed(schema(fixed2), two.toArray()), two, "bytes", "any"),
        row(decimal, twoBytes, two, "bytes", "any"),
        row(millis, NOON_MS, NOON, "timestamp", "any"),
        row(micros, NOON_MS * 1_000 + 999, NOON, "timestamp", "any"),
        row(nanos, NOON_MS * 1_000_000 + 999_999, NOON, "timestamp", "any"),
        row(micros, -1L, Instant.ofEpochMilli(-1), "timestamp", "any"),
        row(local, NOON_MS, NOON_MS, "long", "double=" + (double) NOON_MS, "any"),
        row(date, 20_000, 20_000L, "long", "double=20000.0", "any"),
        row(longs, List.of(1L, 2L), List.of(1L, 2L), "list<long>", "list<any>", "any"),
        row(longs, List.of(), List.of(), "list<long>", "list<string>", "list<any>", "any"),
        row(times, List.of(NOON_MS), List.of(NOON), "list<any>", "any"),
        row(strings, Map.of("a", "b"), Map.of("a", "b"), "map<string>", "map<any>", "any"),
        row(inner, record, Map.of("n", 7L, "at", NOON), "map<any>", "any"),
        row("['null', 'string']", "a", "a", "string", "any"),
        row("['null', 'string']", null, null),
        row("['int', 'string']", 3, 3L, "long", "double=3.0", "any"),
        row("['null', %s]".formatted(millis), NOON_MS, NOON, "timestamp", "any"),
        row(
            "['null', %s]".formatted(longs),
            List.of(3L),
            List.of(3L),
            "list<long>",
            "list<any>",
            "any"),
        row(
            "{'type': 'map', 'values': ['null', 'long']}",
            withNull(),
            Map.of("a", 1L),
            "map<long>",
            "map<any>",
            "any"),
        row("{'type': 'array', 'items': ['null', 'long']}", Arrays.asList(1L, null), null),
        row("'null'", null, null));
  }

  private static Map<String, Object> withNull() {
    Map<String, Object> map = new TreeMap<>();
    map.put("a", 1L);
    map.put("b", null);
    return map;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void a_type_is_taken_by_those_that_fit(
      String avro, Object datum, Object expected, List<String> fitting) {
    IndexedRecord read = (IndexedRecord) deserializer.deserialize("t", framed(avro, datum));
    Object value = AvroValues.of(read.get(0), read.getSchema().getField("f").schema());
    List<String> fits = new ArrayList<>();
    for (String type : TYPES) {
      Object conformed = value == null ? null : FieldType.parse(type).conform(value);
      if (conformed != null) {
        fits.add(conformed.equals(expected) ? type : type + "=" + conformed);
      }
    }
    assertThat(fits).isEqualTo(fitting);
  }

  @Test
  void what_another_deserializer_has_converted_is_the_same() {
    Schema millis = schema("{'type': 'long', 'logicalType': 'timestamp-millis'}");
    assertThat(AvroValues.of(NOON, millis)).isEqualTo(NOON);
    assertThat(AvroValues.of(ID, schema("'string'"))).isEqualTo(ID.toString());
    assertThat(AvroValues.of(List.of(NOON), schema("{'type': 'array', 'items': 'long'}")))
        .isEqualTo(List.of(NOON));
    assertThat(FieldType.ANY.conform(AvroValues.of(BigDecimal.ONE, schema("'bytes'")))).isNull();
  }

  @Test
  void what_is_nested_too_deep_is_of_no_type() {
    String tree =
        "{'type': 'record', 'name': 'T', 'fields': [{'name': 'in', 'type': ['null', 'T']}]}";
    Schema schema = schema(tree);
    GenericData.Record deep = new GenericData.Record(schema);
    for (int depth = 0; depth < 5_000; depth++) {
      GenericData.Record around = new GenericData.Record(schema);
      around.put("in", deep);
      deep = around;
    }
    assertThat(FieldType.ANY.conform(AvroValues.of(deep, schema))).isNull();
  }

  @Test
  void bytes_that_are_no_record_of_their_schema_are_refused() {
    byte[] good = framed("'string'", "abc");
    refused("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8), "it begins with byte 104");
    refused(new byte[] {0, 0}, "there are 2 bytes");
    refused(new byte[] {0, 0, 0, 1, 44, 0}, "but it does not know 300");
    refused(Arrays.copyOf(good, good.length - 1), "but the bytes are not what it says");
    refused(Arrays.copyOf(good, good.length + 1), "but there are more bytes");
    assertThat(deserializer.deserialize("t", null)).isNull();
  }

  private void refused(byte[] data, String why) {
    assertThatThrownBy(() -> deserializer.deserialize("t", data))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("Expected ")
        .hasMessageContaining(why);
  }

  @Test
  void a_registry_that_does_not_answer_says_nothing_about_a_record() {
    Deserializer<Object> nobody =
        RecordSerdes.of(Map.of("schema.registry.url", "http://127.0.0.1:9")).ofOthers();
    assertThatThrownBy(() -> nobody.deserialize("t", new byte[] {0, 0, 0, 0, 1, 0}))
        .isInstanceOf(RegistryException.class)
        .satisfies(e -> assertThat(RegistryException.isBehind(e)).isTrue());
  }

  private static Schema schema(String avro) {
    return new Schema.Parser().parse(avro.replace('\'', '"'));
  }

  /** A record with one field {@code f}, in Confluent's wire format. */
  private static byte[] framed(String avro, Object datum) {
    Schema schema =
        schema(
            "{'type': 'record', 'name': 'R', 'fields': [{'name': 'f', 'type': %s}]}"
                .formatted(avro));
    GenericData.Record record = new GenericData.Record(schema);
    record.put("f", datum);
    int id = MockSchemaRegistry.scope(SCOPE).register("t-value", schema);
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(ByteBuffer.allocate(5).putInt(1, id).array());
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new GenericDatumWriter<>(schema).write(record, encoder);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
