package io.madcloud.topology.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.op.Bytes;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Values;
import io.madcloud.wire.Notification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of one record: by JSON, whose way beyond the reading is that of Avro. */
final class TranslationTest {

  private static final String TOPIC = "orders";
  private static final int MAX_ID_BYTES = 20;
  private static final int MAX_RECORD_BYTES = 1_000;

  private final RecordSerdes serdes =
      RecordSerdes.of(Map.of("schema.registry.url", "mock://translation"));
  private final Translation translation =
      new Translation(
          new EventReader(serdes.ofOthers(), Set.of(TOPIC)),
          serdes.of(Notification.class).serializer(),
          "notifications",
          new Letters(),
          MAX_ID_BYTES,
          MAX_RECORD_BYTES);

  private static ConsumerRecord<byte[], byte[]> record(String json) {
    byte[] value = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(TOPIC, 2, 17, "key".getBytes(StandardCharsets.UTF_8), value);
  }

  private List<Ingested> translate(String program, String json) {
    return translation.of(record(json), DeclaredPrograms.of(program).takers(TOPIC));
  }

  /** What one op makes of a record: an id, a notification. */
  private Notification one(String program, String json, String id) {
    List<Ingested> all = translate(program, json);
    assertThat(all).hasSize(1);
    assertThat(all.get(0).refusal()).as(text(all.get(0))).isNull();
    assertThat(new String(all.get(0).output().key(), StandardCharsets.UTF_8)).isEqualTo(id);
    return notification(all.get(0));
  }

  private Notification notification(Ingested ingested) {
    return serdes
        .of(Notification.class)
        .deserializer()
        .deserialize("notifications", ingested.output().value());
  }

  private void refused(String program, String json, String letter) {
    List<Ingested> all = translate(program, json);
    assertThat(all).hasSize(1);
    assertThat(all.get(0).output().topic()).isEqualTo(Letters.TOPIC);
    assertThat(text(all.get(0))).startsWith(letter);
  }

  private static String text(Ingested ingested) {
    return new String(ingested.output().value(), StandardCharsets.UTF_8);
  }

  private static String op(String type, String more) {
    return "fields: { f: { type: \"%s\" } }\nops: { take: { out: [f], topic: orders %s } }"
        .formatted(type, more);
  }

  @Test
  void a_record_is_a_notification_of_the_op_by_its_place() {
    Notification made = one(op("long", ""), "{\"f\": 1, \"other\": [null]}", "orders-2-17");
    assertThat(made.getOp()).isEqualTo("/take");
    assertThat(made.getFields()).isEqualTo(Map.of("f", 1L));
  }

  @Test
  void the_trace_context_goes_on_and_no_other_header() {
    ConsumerRecord<byte[], byte[]> record = record("{\"f\": 1}");
    record.headers().add("traceparent", new byte[] {1, 2}).add("else", new byte[] {3});
    Ingested made =
        translation.of(record, DeclaredPrograms.of(op("long", "")).takers(TOPIC)).get(0);
    assertThat(made.output().headers())
        .singleElement()
        .satisfies(header -> assertThat(header.key()).isEqualTo("traceparent"))
        .satisfies(header -> assertThat(header.value()).containsExactly(1, 2));
  }

  @Test
  void fields_are_taken_by_their_local_names() {
    String program =
        """
        fields: { f: long }
        folders:
          in: { ops: { take: { out: [{ mine: /f }], topic: orders } } }
        """;
    Notification made = one(program, "{\"f\": 1, \"mine\": 2}", "orders-2-17");
    assertThat(made.getOp()).isEqualTo("/in/take");
    assertThat(made.getFields()).isEqualTo(Map.of("mine", 2L));
  }

  static List<Arguments> fitting() {
    return List.of(
        Arguments.of("boolean", "true", true),
        Arguments.of("long", "9007199254740993", 9_007_199_254_740_993L),
        Arguments.of("double", "1.5", 1.5),
        Arguments.of("double", "2", 2.0),
        Arguments.of("string", "\"Žofie\"", "Žofie"),
        Arguments.of("bytes", "\"AH//\"", Bytes.of(new byte[] {0, 127, -1})),
        Arguments.of(
            "timestamp",
            "\"2026-11-01T12:30:00.2505Z\"",
            Instant.parse("2026-11-01T12:30:00.250Z")),
        Arguments.of("list<double>", "[1, 2.5]", List.of(1.0, 2.5)),
        Arguments.of("map<long>", "{\"a\": 1, \"b\": null}", Map.of("a", 1L)),
        Arguments.of(
            "any", "{\"a\": [{\"b\": null, \"c\": 1}]}", Map.of("a", List.of(Map.of("c", 1L)))),
        Arguments.of(
            "list<map<timestamp>>",
            "[{\"a\": \"1970-01-01T00:00:00Z\"}]",
            List.of(Map.of("a", Instant.EPOCH))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("fitting")
  void json_values_that_fit_a_type(String type, String json, Object expected) {
    Notification made = one(op(type, ""), "{\"f\": %s}".formatted(json), "orders-2-17");
    assertThat(Values.fromWire(made.getFields().get("f"))).isEqualTo(expected);
  }

  @Test
  void what_is_null_or_missing_is_absent() {
    assertThat(one(op("long", ""), "{\"f\": null}", "orders-2-17").getFields()).isEmpty();
    assertThat(one(op("long", ""), "{}", "orders-2-17").getFields()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "boolean; \"true\"; string",
        "boolean; 1; long",
        "long; 1.0; double",
        "long; \"1\"; string",
        "long; 9223372036854775808; BigInteger",
        "double; \"1\"; string",
        "string; 1; long",
        "bytes; \"A-B\"; string",
        "timestamp; \"yesterday\"; string",
        "timestamp; 1700000000000; long",
        "list<long>; [1, \"a\"]; list<long or string>",
        "list<long>; [1, null]; list<long or null>",
        "list<long>; {}; map",
        "list<list<long>>; [[[1]]]; list<list<list<long>>>",
        "map<string>; {\"a\": 1}; map<long>",
        "map<string>; [\"a\"]; list<string>",
      })
  void json_values_that_do_not(String type, String json, String found) {
    refused(
        op(type, ""),
        "{\"f\": %s}".formatted(json),
        "/take type-mismatch: Expected type %s for 'f' of /take, but found %s"
            .formatted(type, found));
  }

  @Test
  void what_no_op_could_take_is_one_dead_letter() {
    String two =
        "fields: { f: long }\nops: { a: { out: [f], topic: orders }, b: { out: [f],"
            + " topic: orders } }";
    refused(two, null, "- malformed: Expected a record, but the value is null");
    refused(two, "", "- malformed: Expected JSON, but: ");
    refused(two, "[1]", "- malformed: Expected a JSON object, but found list<long>");
    refused(two, "{\"f\": 1, \"f\": 2}", "- malformed: Expected JSON, but: Duplicate field 'f'");
  }

  @Test
  void each_op_takes_a_record_by_itself() {
    String program =
        """
        fields: { f: long, g: string }
        ops:
          b: { out: [{ f: g }], topic: orders }
          a: { out: [f], topic: orders }
          c: { out: [f], topic: others }
          d: { in: [f], topic: orders }
        """;
    List<Ingested> all = translate(program, "{\"f\": 1}");
    assertThat(all).extracting(each -> each.op().path()).containsExactly("/a", "/b");
    assertThat(all).extracting(Ingested::refusal).containsExactly(null, "type-mismatch");
    assertThat(notification(all.get(0)).getFields()).isEqualTo(Map.of("f", 1L));
  }

  @Test
  void json_with_the_id_of_a_schema_in_front_is_json() {
    assertThat(one(op("long", ""), "\0\0\0\0\1{\"f\": 1}", "orders-2-17").getFields())
        .isEqualTo(Map.of("f", 1L));
  }

  @Test
  void the_id_can_be_a_field() {
    one(op("string", ", process-id: f"), "{\"f\": \"o 1/Ž\"}", "o 1/Ž");
    one(op("long", ", process-id: f"), "{\"f\": -12}", "-12");
  }

  @Test
  void the_id_can_be_a_field_that_the_op_computes() {
    String program =
        """
        fields: { f: string, g: string }
        ops:
          take:
            { out: [f, g], topic: orders, process-id: g, expr: { g: "'order-' + f.substring(1)" } }
        """;
    assertThat(one(program, "{\"f\": \"#12\"}", "order-12").getFields())
        .isEqualTo(Map.of("f", "#12"));
    refused(
        program,
        "{\"f\": \"\"}",
        "/take expression-error: Expected the expression of 'g' of /take to have a value, but: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; is absent",
        "{\"f\": null}; is absent",
        "{\"f\": \"\"}; is empty",
        "{\"f\": \"123456789012345678901\"}; has 21 bytes, and 20 are the most",
        "{\"f\": \"ŽŽŽŽŽŽŽŽŽŽŽ\"}; has 22 bytes, and 20 are the most",
        "{\"f\": \"\\ud800\"}; is no valid text",
      })
  void a_field_that_is_no_id_is_a_dead_letter(String json, String found) {
    refused(
        op("string", ", process-id: f"),
        json,
        "/take invalid-process-id: Expected a process id in 'f', as 'process-id' of /take says,"
            + " but it "
            + found);
  }

  @Test
  void a_notification_that_is_too_large_is_a_dead_letter() {
    refused(
        op("string", ""),
        "{\"f\": \"%s\"}".formatted("x".repeat(MAX_RECORD_BYTES)),
        "/take too-large: Expected a notification that topic notifications takes, but that of"
            + " /take has 10");
  }

  @Test
  void a_notification_that_the_brokers_do_not_take_is_a_dead_letter_until_all_is_written() {
    String program = op("long", "");
    translation.refuse(translate(program, "{\"f\": 1}").get(0));
    refused(program, "{\"f\": 1}", "/take too-large: ");
    translation.written();
    one(program, "{\"f\": 1}", "orders-2-17");
  }
}
