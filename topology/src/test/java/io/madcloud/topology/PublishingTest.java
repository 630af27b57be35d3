package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.topology.CallTopics.Presence;
import io.madcloud.wire.Outcome;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One-way ops, whose inputs go to a topic. */
final class PublishingTest {

  private static final String PROGRAM =
      """
      mount: /shop
      fields: { order: string, price: long, why: map<string> }
      ops:
        begin: { out: [order, price] }
        tell: { in: [order, { cost: price }], topic: receipts%s }
      """;

  private TestEngine engine;

  @AfterEach
  void close() {
    engine.close();
  }

  private void start(String more, CallTopics topics) {
    engine = TestEngine.of(PROGRAM.formatted(more)).with(topics).start();
  }

  private GenericRecord read(byte[] bytes) {
    return (GenericRecord) engine.serdes.ofOthers().deserialize("receipts", bytes);
  }

  @Test
  void each_invocation_publishes_its_inputs_as_one_record() {
    start("", CallTopics.ALL);
    engine.notify("p1", "/shop/begin", Map.of("order", "tea", "price", 3L));
    engine.notify("p2", "/shop/begin", Map.of("order", "cake", "price", 4L));
    engine.notify("p3", "/shop/begin", Map.of("order", "nothing"));

    List<TestRecord<String, byte[]>> records = engine.records("receipts");
    assertThat(records).extracting(TestRecord::key).containsExactly("p1", "p2");
    assertThat(read(records.get(0).value())).hasToString("{\"order\": \"tea\", \"cost\": 3}");
    assertThat(read(records.get(1).value()).getSchema().getFullName()).isEqualTo("shop.Tell");
    assertThat(TestEngine.header(records.get(0), "madcloud.op")).isEqualTo("/shop/tell");
    assertThat(TestEngine.header(records.get(0), "madcloud.invocation")).isEqualTo("1");
    assertThat(engine.outcomes("p1").get(0).getDone()).isEqualTo(1);
    assertThat(engine.deadLetters()).isEmpty();
  }

  @Test
  void a_topic_that_is_not_there_fails_the_op_for_good() {
    start("", topic -> Presence.MISSING);
    engine.notify("p1", "/shop/begin", Map.of("order", "tea", "price", 3L));
    assertThat(engine.outcomes("p1").get(0).getFailed()).isEqualTo(1);
    TestRecord<byte[], byte[]> letter = engine.deadLetters().get(0);
    assertThat(TestEngine.header(letter, Refusals.REASON)).isEqualTo("failed");
    assertThat(TestEngine.header(letter, Refusals.DETAIL))
        .isEqualTo("Expected topic receipts, but it does not exist");
  }

  @Test
  void a_record_that_is_too_large_for_its_topic_is_a_failure_that_others_can_react_to() {
    start(
        ", fail: why",
        new CallTopics() {
          @Override
          public Presence of(String topic) {
            return Presence.PRESENT;
          }

          @Override
          public OptionalInt largestRecord(String topic) {
            return OptionalInt.of(10_000);
          }
        });
    engine.notify("p1", "/shop/begin", Map.of("order", "x".repeat(6_000), "price", 3L));
    Outcome outcome = engine.outcomes("p1").get(0);
    assertThat(outcome.getFieldsets().get(0).getFields().get("/shop/why").toString())
        .contains("Expected a record of at most 5904 bytes for topic receipts, but it has 60");
    assertThat(engine.records("receipts")).isEmpty();
  }
}
