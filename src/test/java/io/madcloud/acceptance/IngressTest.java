package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.acceptance.harness.CommandOutcome;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.NotificationCount;
import io.madcloud.acceptance.harness.RegistryDoor;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.DeadLetter;
import io.madcloud.acceptance.oracle.Oracle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of topics that know nothing of Madcloud start processes. */
final class IngressTest {
  private static final String ORDERS = "shop-orders";
  private static final String RETURNS = "shop-returns";
  private static final String LATE = "shop-complaints";
  private static final String GROUP = "madcloud-ingress";
  private static final Instant PLACED = Instant.parse("2026-11-01T12:30:00.250Z");

  private static final String PROGRAM =
      """
      mount: /shop
      fields:
        item: string
        quantity: long
        price: double
        placed: timestamp
        tags: list<string>
        address: map<any>
        total: double
        order: string
      ops:
        bought: { out: [item, quantity, price, placed, tags, address], topic: shop-orders }
        returned: { out: [order, item, quantity], topic: shop-returns, process-id: order }
        add-up: { in: [quantity, price], out: [total], expr: { total: "double(quantity) * price" } }
      """;

  private static final String BOUGHT =
      """
      { "type": "record", "name": "Bought", "namespace": "com.example", "fields": [
        { "name": "item", "type": { "type": "enum", "name": "Item", "symbols": ["TEA", "CUP"] } },
        { "name": "quantity", "type": "int" },
        { "name": "price", "type": ["null", "float"], "default": null },
        { "name": "placed", "type": { "type": "long", "logicalType": "timestamp-micros" } },
        { "name": "tags", "type": { "type": "array", "items": "string" } },
        { "name": "address", "type": { "type": "record", "name": "Address", "fields": [
          { "name": "street", "type": "string" },
          { "name": "zip", "type": ["null", "string"], "default": null } ] } },
        { "name": "campaign", "type": ["null", "string"], "default": null } ] }
      """;

  private static final Map<String, String> JSON_RETURNS =
      Map.of("madcloud.ingress.json.topics", RETURNS);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private final Set<String> processes = new TreeSet<>();

  @Test
  void avro_and_json_start_processes_and_what_is_bad_does_not_stop_them() throws Exception {
    try (TestBed bed = TestBed.start(directory);
        EventProducer events = new EventProducer(bed)) {
      bed.createTopic(ORDERS, 3);
      bed.createTopic(RETURNS, 1);
      Schema bought = events.schema(ORDERS, BOUGHT);
      Schema other =
          events.schema(
              "others",
              "{ \"type\": \"record\", \"name\": \"Other\", \"fields\": ["
                  + " { \"name\": \"quantity\", \"type\": \"string\" } ] }");
      bed.declare(PROGRAM);
      EngineProcess engine = bed.engine("engine", JSON_RETURNS);
      Oracle oracle = bed.oracle();

      order(events, bought, 2, 2.5f);
      events.bytes(ORDERS, 2, "hello".getBytes(StandardCharsets.UTF_8));
      events.bytes(ORDERS, 2, new byte[] {0, 0x7f, 0, 0, 1, 2});
      events.bytes(ORDERS, 2, null);
      events.bytes(
          ORDERS,
          2,
          events.framed("others", EventProducer.record(other, Map.of("quantity", "many"))));
      order(events, bought, 2, null);
      events.json(RETURNS, 0, "{\"order\": \"r1\", \"item\": \"TEA\", \"reason\": [null]}");
      events.json(RETURNS, 0, "{\"order\": \"r1\", \"item\": \"CUP\"}");
      events.json(RETURNS, 0, "{\"order\": \"\", \"item\": \"TEA\"}");
      events.json(RETURNS, 0, "{\"order\": \"r2\", \"quantity\": 1.5}");
      events.json(RETURNS, 0, "{\"order\": \"r3\", \"quantity\": 4}");
      processes.addAll(Set.of("shop-orders-2-0", "shop-orders-2-5", "r1", "r3"));
      serve(oracle, engine);

      assertThat(oracle.outcome("shop-orders-2-0").fieldsets().get("0"))
          .isEqualTo(
              Map.of(
                  "/shop/item",
                  "TEA",
                  "/shop/quantity",
                  3L,
                  "/shop/price",
                  2.5,
                  "/shop/placed",
                  PLACED,
                  "/shop/tags",
                  List.of("blue", "large"),
                  "/shop/address",
                  Map.of("street", "Nowhere 1"),
                  "/shop/total",
                  7.5));
      assertThat(oracle.outcome("shop-orders-2-5").fieldsets().get("0"))
          .doesNotContainKeys("/shop/price", "/shop/total");
      assertThat(oracle.outcome("r1").fieldsets().get("0"))
          .isEqualTo(Map.of("/shop/order", "r1", "/shop/item", "TEA"));

      Eventually.until(
          "dead letters", () -> oracle.poll(Duration.ofMillis(50)).deadLetters().size() >= 6);
      assertThat(oracle.deadLetters().stream().map(IngressTest::told))
          .containsExactlyInAnyOrder(
              "shop-orders-2-1 malformed null",
              "shop-orders-2-2 malformed null",
              "shop-orders-2-3 malformed null",
              "shop-orders-2-4 type-mismatch /shop/bought",
              "shop-returns-0-2 invalid-process-id /shop/returned",
              "shop-returns-0-3 type-mismatch /shop/returned");
      assertThat(oracle.deadLetters())
          .filteredOn(letter -> told(letter).startsWith("shop-returns-0-3"))
          .allSatisfy(
              letter -> {
                assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"order\": \"r2\", \"quantity\": 1.5}");
                assertThat(letter.headers().get("madcloud.detail"))
                    .isEqualTo(
                        "Expected type long for 'quantity' of /shop/returned, but found double");
              });

      CommandOutcome listed =
          command(bed, "dead-letters", "list", "--op", "/shop/returned", "-o", "json");
      assertThat(JSON.readTree(listed.out())).hasSize(2);
      for (JsonNode letter : JSON.readTree(listed.out())) {
        assertThat(command(bed, "dead-letters", "show", letter.path("letter").asText()).out())
            .contains(letter.path("why").asText(), "shop-returns");
      }

      // A topic that is there before the op, with records, and one that comes after it.
      bed.createTopic(LATE, 2);
      Schema complained =
          events.schema(
              LATE,
              "{ \"type\": \"record\", \"name\": \"Other\", \"fields\": ["
                  + " { \"name\": \"quantity\", \"type\": \"long\" } ] }");
      complain(events, complained, 0);
      bed.declare(
          """
          mount: /shop
          ops:
            complained: { out: [quantity], topic: shop-complaints }
            praised: { out: [{ n: quantity }], topic: shop-praise, process-id: n }
          """);
      serve(oracle, engine);
      complain(events, complained, 1);
      order(events, bought, 0, 1f);
      engine.awaitOutput("Expected topic shop-praise for [/shop/praised], but there is none");
      bed.createTopic("shop-praise", 1);
      Schema praise =
          events.schema(
              "shop-praise",
              "{ \"type\": \"record\", \"name\": \"P\", \"fields\": ["
                  + " { \"name\": \"n\", \"type\": \"long\" } ] }");
      events.avro("shop-praise", 0, EventProducer.record(praise, Map.of("n", 12L)));
      processes.addAll(Set.of("shop-orders-0-0", "12"));
      serve(oracle, engine);
      oracle.readToEnd();
      assertThat(oracle.findings(processes)).isEmpty();
      assertThat(oracle.deadLetters()).hasSize(6);
      assertThat(engine.output().lines().filter(line -> line.matches(".* (WARN|ERROR) .*")))
          .as("all that there is to say")
          .hasSize(1);
      engine.stop();
    }
  }

  @Test
  void several_engines_share_the_work_and_one_that_stops_hands_its_part_over() throws Exception {
    try (TestBed bed = TestBed.start(directory);
        EventProducer events = new EventProducer(bed)) {
      bed.createTopic(ORDERS, 3);
      bed.createTopic(RETURNS, 1);
      Schema bought = events.schema(ORDERS, BOUGHT);
      bed.declare(PROGRAM);
      EngineProcess first = bed.engine("first", JSON_RETURNS);
      EngineProcess second = bed.engine("second", JSON_RETURNS);
      first.awaitRunning();
      second.awaitRunning();
      Oracle oracle = bed.oracle();
      NotificationCount count = bed.notifications();
      Eventually.until("two ingresses that work", () -> bed.working(GROUP) == 2);

      for (int i = 0; i < 300; i++) {
        order(events, bought, i % 3, 1f);
        processes.add(ORDERS + "-" + i % 3 + "-" + i / 3);
      }
      serve(oracle, second);
      first.stop();
      for (int i = 300; i < 600; i++) {
        order(events, bought, i % 3, 1f);
        processes.add(ORDERS + "-" + i % 3 + "-" + i / 3);
      }
      serve(oracle, second);
      oracle.readToEnd();
      assertThat(oracle.findings(processes)).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
      assertThat(count.readToEnd().byProcess().keySet()).isEqualTo(processes);
      assertThat(count.byProcess().values()).containsOnly(1);
    }
  }

  @Test
  void a_registry_that_is_away_is_waited_for_and_other_topics_go_on() throws Exception {
    try (TestBed bed = TestBed.start(directory);
        EventProducer events = new EventProducer(bed)) {
      bed.createTopic(ORDERS, 3);
      bed.createTopic(RETURNS, 1);
      Schema bought = events.schema(ORDERS, BOUGHT);
      RegistryDoor door = bed.registryDoor();
      bed.declare(PROGRAM);
      Map<String, String> settings = new HashMap<>(JSON_RETURNS);
      settings.put("schema.registry.url", door.url());
      EngineProcess engine = bed.engine("engine", settings);
      engine.awaitRunning();
      Oracle oracle = bed.oracle();

      door.shut();
      order(events, bought, 0, 1f);
      order(events, bought, 1, 1f);
      engine.awaitOutput("Expected to take records of topics, but ");
      for (int i = 0; i < 20; i++) {
        events.json(RETURNS, 0, "{\"order\": \"r%d\"}".formatted(i));
        processes.add("r" + i);
      }
      serve(oracle, engine);
      assertThat(engine.output().split("Expected to take records of topics", -1)).hasSize(2);
      assertThat(engine.output()).doesNotContain("Records of topics are taken again");

      door.open();
      processes.addAll(Set.of(ORDERS + "-0-0", ORDERS + "-1-0"));
      serve(oracle, engine);
      engine.awaitOutput("Records of topics are taken again");
      oracle.readToEnd();
      assertThat(oracle.findings(processes)).isEmpty();
      assertThat(oracle.deadLetters()).isEmpty();
    }
  }

  private static void order(EventProducer events, Schema bought, int partition, Float price) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("item", new GenericData.EnumSymbol(bought.getField("item").schema(), "TEA"));
    fields.put("quantity", 3);
    fields.put("price", price);
    fields.put("placed", PLACED.toEpochMilli() * 1_000 + 7);
    fields.put("tags", List.of("blue", "large"));
    Map<String, Object> address = new HashMap<>();
    address.put("street", "Nowhere 1");
    fields.put("address", EventProducer.record(bought.getField("address").schema(), address));
    fields.put("campaign", "autumn");
    events.avro(ORDERS, partition, EventProducer.record(bought, fields));
  }

  private void complain(EventProducer events, Schema schema, int offset) {
    for (int partition = 0; partition < 2; partition++) {
      events.avro(LATE, partition, EventProducer.record(schema, Map.of("quantity", 1L)));
      processes.add(LATE + "-" + partition + "-" + offset);
    }
  }

  private void serve(Oracle oracle, EngineProcess engine) {
    Eventually.until(
        processes.size() + " outcomes",
        Duration.ofSeconds(90),
        () -> oracle.poll(Duration.ofMillis(50)).stopped() >= processes.size(),
        () -> oracle.stopped() + " of them; the engine printed: " + engine.tail());
  }

  private static CommandOutcome command(TestBed bed, String... arguments) {
    return CommandOutcome.of(
            bed.clients().get("bootstrap.servers").toString(),
            bed.clients().get("schema.registry.url").toString(),
            arguments)
        .done();
  }

  private static String told(DeadLetter letter) {
    Map<String, String> headers = letter.headers();
    return "%s-%s-%s %s %s"
        .formatted(
            headers.get("__streams.errors.topic"),
            headers.get("__streams.errors.partition"),
            headers.get("__streams.errors.offset"),
            letter.reason(),
            headers.get("madcloud.op"));
  }
}
