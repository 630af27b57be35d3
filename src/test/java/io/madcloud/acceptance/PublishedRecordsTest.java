package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.serdes.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one-way ops publish is there once for each invocation, though the engine is killed, and
 * readable by Confluent's client, on a topic with a number of partitions of its own.
 */
final class PublishedRecordsTest {

  private static final int PROCESSES = 1_200;
  private static final int KILLS = 2;

  private static final String PROGRAM =
      """
      mount: /shop
      fields: { order: string, price: long, item: string, items: list<string> }
      ops:
        order: { out: [order, items] }
        price: { in: [items], out: [price], expr: { price: "size(items) * 10" } }
        pick: { in: [items], out: [item], each: items, expr: { item: it } }
        bill: { in: [order, price], topic: bills }
        ship: { in: [order, item], topic: shipments }
      """;

  @TempDir private Path directory;

  private final Map<String, Integer> bills = new HashMap<>();
  private final Map<String, Integer> shipments = new HashMap<>();

  @Test
  void each_invocation_is_published_exactly_once() throws Exception {
    try (TestBed bed = TestBed.start(directory)) {
      try (Admin admin = Admin.create(bed.clients())) {
        admin
            .createTopics(
                List.of(
                    new NewTopic("bills", Optional.of(3), Optional.empty()),
                    new NewTopic("shipments", Optional.of(1), Optional.empty())))
            .all()
            .get();
      }
      bed.declare(PROGRAM);
      EngineProcess engine = bed.engine("only");
      engine.awaitRunning();
      try (KafkaConsumer<String, GenericRecord> consumer = consumer(bed)) {
        int sent = 0;
        for (int part = 1; part <= KILLS + 1; part++) {
          for (; sent < PROCESSES * part / (KILLS + 1); sent++) {
            order(bed, "o" + sent, "order " + sent, "cake " + sent);
          }
          if (part <= KILLS) {
            int least = bills.size() + 1;
            await(consumer, "a bill after the start", () -> bills.size() >= least);
            engine.kill();
            engine = bed.engine("only");
          }
        }
        await(
            consumer,
            "all bills and shipments",
            () -> bills.size() == PROCESSES && shipments.size() == 2 * PROCESSES);
        engine.stop();
        EngineProcess after = bed.engine("only"); // Nothing is left to be published again.
        after.awaitRunning();
        order(bed, "last", "last", "x");
        await(consumer, "the last one", () -> shipments.containsKey("last x"));
      }
      assertThat(bills.values()).containsOnly(1);
      assertThat(shipments.values()).containsOnly(1);
    }
  }

  private static void order(TestBed bed, String process, String order, String item) {
    Map<String, Object> fields = Map.of("order", order, "items", List.of("tea", item));
    bed.notify(process, "/shop/order", Values.fieldsToWire(fields));
  }

  private KafkaConsumer<String, GenericRecord> consumer(TestBed bed) {
    Map<String, Object> config = new LinkedHashMap<>(bed.clients());
    config.put("group.id", "analysts");
    config.put("auto.offset.reset", "earliest");
    config.put("isolation.level", "read_committed");
    KafkaConsumer<String, GenericRecord> consumer =
        new KafkaConsumer<>(
            config,
            new StringDeserializer(),
            new ConfluentAvro(
                new CachedSchemaRegistryClient(
                    bed.clients().get("schema.registry.url").toString(), 10)));
    consumer.subscribe(List.of("bills", "shipments"));
    return consumer;
  }

  private void await(
      KafkaConsumer<String, GenericRecord> consumer,
      String what,
      java.util.function.BooleanSupplier reached) {
    Eventually.until(
        what,
        Duration.ofSeconds(90),
        () -> {
          consumer.poll(Duration.ofMillis(50)).forEach(this::take);
          return reached.getAsBoolean();
        },
        () -> bills.size() + " bills, " + shipments.size() + " shipments");
  }

  private void take(ConsumerRecord<String, GenericRecord> record) {
    Map<String, Object> fields = new TreeMap<>();
    record
        .value()
        .getSchema()
        .getFields()
        .forEach(field -> fields.put(field.name(), record.value().get(field.pos())));
    String order = fields.get("order").toString();
    assertThat(order)
        .isEqualTo(record.key().equals("last") ? "last" : "order " + record.key().substring(1));
    if (record.topic().equals("bills")) {
      assertThat(record.value().getSchema().getFullName()).isEqualTo("shop.Bill");
      assertThat(fields.get("price")).isEqualTo(20L);
      bills.merge(record.key(), 1, Integer::sum);
    } else {
      assertThat(record.value().getSchema().getFullName()).isEqualTo("shop.Ship");
      shipments.merge(record.key() + " " + fields.get("item"), 1, Integer::sum);
    }
  }
}
