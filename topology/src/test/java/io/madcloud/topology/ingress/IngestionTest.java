package io.madcloud.topology.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.RegistryException;
import io.madcloud.wire.Notification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

/** What is written in which transaction, and what is read again. */
final class IngestionTest {

  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
  private static final TopicPartition RETURNS = new TopicPartition("returns", 0);
  private static final String GROUP = "dummy.group.id";

  private final DeclaredPrograms programs =
      DeclaredPrograms.of(
          """
          fields: { f: long }
          ops:
            a: { out: [f], topic: orders }
            b: { out: [f], topic: returns }
          """);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final PickyProducer producer = new PickyProducer();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Letters letters = new Letters();
  private final Trouble trouble = new Trouble(meters, why -> Optional.empty());
  private boolean registryAway;

  /** Takes all but one key, as brokers do of which a topic takes no large records. */
  private static final class PickyProducer extends MockProducer<byte[], byte[]> {
    private String tooLarge;

    PickyProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      if (tooLarge != null && tooLarge.equals(key(record)) && !isLetter(record)) {
        commitTransactionException = new KafkaException("aborted");
        callback.onCompletion(null, new RecordTooLargeException("too large"));
        return null;
      }
      return super.send(record, callback);
    }

    @Override
    public void abortTransaction() {
      commitTransactionException = null;
      super.abortTransaction();
    }
  }

  private static String key(ProducerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private static boolean isLetter(ProducerRecord<byte[], byte[]> record) {
    return record.topic().equals(Letters.TOPIC);
  }

  /** JSON, but for values that nobody can read while the registry is away. */
  private Ingestion ingestion(boolean fromEnd) {
    RecordSerdes serdes = RecordSerdes.of(Map.of("schema.registry.url", "mock://ingestion"));
    Deserializer<Object> avro =
        (topic, data) -> {
          if (registryAway) {
            throw new RegistryException("nobody answers");
          }
          throw new SerializationException("no schema");
        };
    IngressClients clients =
        new IngressClients() {
          @Override
          public Consumer<byte[], byte[]> consumer() {
            return consumer;
          }

          @Override
          public Producer<byte[], byte[]> producer() {
            return producer;
          }
        };
    IngressSetup setup =
        new IngressSetup(
            programs,
            topic -> true,
            topic -> false,
            clients,
            "notifications",
            letters,
            Set.of("returns"),
            fromEnd,
            100,
            1_000,
            serdes,
            why -> Optional.empty(),
            meters);
    Translation translation =
        new Translation(
            new EventReader(avro, setup.jsonTopics()),
            serdes.of(Notification.class).serializer(),
            setup.notifications(),
            letters,
            setup.maxIdBytes(),
            setup.maxRecordBytes());
    Ingestion ingestion = new Ingestion(setup, translation, new IngressMetrics(meters), trouble);
    ingestion.begin();
    ingestion.subscribe(Set.of("orders", "returns"));
    return ingestion;
  }

  private void assign(TopicPartition... partitions) {
    Map<TopicPartition, Long> begins = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (TopicPartition partition : partitions) {
      begins.put(partition, 0L);
      ends.put(partition, 100L);
    }
    consumer.updateBeginningOffsets(begins);
    consumer.updateEndOffsets(ends);
    consumer.rebalance(begins.keySet());
  }

  private void write(TopicPartition partition, long offset, String value) {
    consumer.addRecord(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            offset,
            "k".getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8)));
  }

  private void turn(Ingestion ingestion) {
    ingestion.turn(() -> EventOps.of(programs.current()));
  }

  private List<String> written() {
    return producer.history().stream()
        .map(
            record ->
                isLetter(record)
                    ? new String(record.value(), StandardCharsets.UTF_8)
                    : record.topic() + " " + key(record))
        .toList();
  }

  /** How far a partition was read, by the last transaction. */
  private Long next(TopicPartition partition) {
    List<Map<String, Map<TopicPartition, OffsetAndMetadata>>> all =
        producer.consumerGroupOffsetsHistory();
    return all.stream()
        .map(each -> each.get(GROUP).get(partition))
        .filter(each -> each != null)
        .reduce((first, second) -> second)
        .map(OffsetAndMetadata::offset)
        .orElse(null);
  }

  private double working() {
    return meters.get("madcloud.ingress.working").gauge().value();
  }

  @Test
  void what_records_become_and_how_far_they_were_read_is_one_transaction() {
    Ingestion ingestion = ingestion(false);
    assign(ORDERS, RETURNS);
    write(RETURNS, 0, "{\"f\": 1}");
    write(RETURNS, 1, "{\"f\": true}");
    write(ORDERS, 7, "no Avro");
    turn(ingestion);
    assertThat(written())
        .containsExactlyInAnyOrder(
            "notifications returns-0-0",
            "/b type-mismatch: Expected type long for 'f' of /b, but found boolean",
            "- malformed: no schema");
    assertThat(producer.commitCount()).isEqualTo(1);
    assertThat(next(RETURNS)).isEqualTo(2);
    assertThat(next(ORDERS)).isEqualTo(8);
    assertThat(letters.written).containsExactlyInAnyOrder("type-mismatch", "malformed");
    assertThat(meters.get("madcloud.ingress.records").tag("topic", "returns").counter().count())
        .isEqualTo(2);
    assertThat(
            meters
                .get("madcloud.ingress.refused")
                .tags("topic", "orders", "reason", "malformed")
                .counter()
                .count())
        .isEqualTo(1);
    turn(ingestion);
    assertThat(producer.commitCount()).isEqualTo(1);
  }

  @Test
  void a_partition_waits_for_the_registry_and_others_go_on() {
    Ingestion ingestion = ingestion(false);
    assign(ORDERS, RETURNS);
    registryAway = true;
    write(ORDERS, 3, "Avro");
    write(ORDERS, 4, "Avro");
    turn(ingestion);
    assertThat(producer.commitCount()).isZero();
    assertThat(consumer.paused()).containsExactly(ORDERS);
    assertThat(consumer.position(ORDERS)).isEqualTo(3);
    assertThat(working()).isZero();

    write(RETURNS, 0, "{\"f\": 1}");
    turn(ingestion);
    assertThat(written()).containsExactly("notifications returns-0-0");
    assertThat(next(ORDERS)).isNull();
    assertThat(working()).isZero();

    registryAway = false;
    while (!consumer.paused().isEmpty()) {
      turn(ingestion);
    }
    // A mock gives each record once; a broker gives what is read again.
    write(ORDERS, 3, "Avro");
    turn(ingestion);
    assertThat(written()).contains("- malformed: no schema");
    assertThat(next(ORDERS)).isGreaterThanOrEqualTo(4);
    assertThat(working()).isEqualTo(1);
  }

  @Test
  void what_the_brokers_do_not_take_is_put_aside_and_the_rest_is_written() {
    Ingestion ingestion = ingestion(false);
    assign(RETURNS);
    producer.tooLarge = "returns-0-1";
    for (int offset = 0; offset < 3; offset++) {
      write(RETURNS, offset, "{\"f\": 1}");
    }
    turn(ingestion);
    assertThat(producer.commitCount()).isZero();
    assertThat(consumer.position(RETURNS)).isZero();

    for (int offset = 0; offset < 3; offset++) {
      write(RETURNS, offset, "{\"f\": 1}");
    }
    turn(ingestion);
    assertThat(written()).hasSize(3);
    assertThat(written().get(0)).isEqualTo("notifications returns-0-0");
    assertThat(written().get(1)).startsWith("/b too-large: ");
    assertThat(written().get(2)).isEqualTo("notifications returns-0-2");
    assertThat(next(RETURNS)).isEqualTo(3);
  }

  @Test
  void any_other_trouble_with_a_transaction_is_thrown() {
    Ingestion ingestion = ingestion(false);
    assign(RETURNS);
    producer.commitTransactionException = new KafkaException("fenced");
    write(RETURNS, 0, "{\"f\": 1}");
    assertThatThrownBy(() -> turn(ingestion)).hasMessage("fenced");
    assertThat(written()).isEmpty();
  }

  @Test
  void records_of_a_topic_that_no_op_names_any_more_stay_unread() {
    Ingestion ingestion = ingestion(false);
    assign(RETURNS);
    write(RETURNS, 0, "{\"f\": 1}");
    programs.remove("/b");
    turn(ingestion);
    assertThat(producer.commitCount()).isZero();
    assertThat(consumer.position(RETURNS)).isZero();
  }

  @Test
  void where_the_end_was_at_first_sight_is_remembered() {
    Ingestion ingestion = ingestion(true);
    assign(RETURNS);
    turn(ingestion);
    assertThat(consumer.committed(Set.of(RETURNS)).get(RETURNS).offset())
        .isEqualTo(consumer.position(RETURNS));
  }

  @Test
  void a_topic_that_is_read_from_its_beginning_needs_no_such_memory() {
    Ingestion ingestion = ingestion(false);
    assign(RETURNS);
    turn(ingestion);
    assertThat(consumer.committed(Set.of(RETURNS)).get(RETURNS)).isNull();
  }
}
