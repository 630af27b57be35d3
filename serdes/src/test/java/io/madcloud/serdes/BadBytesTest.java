package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, a SerializationException that says what is wrong, and nothing else. */
final class BadBytesTest {

  private static final String SCOPE = "bad-bytes";

  private final RecordSerdes serdes =
      RecordSerdes.of(Map.of("schema.registry.url", "mock://" + SCOPE));
  private final Serde<Notification> serde = serdes.of(Notification.class);
  private final byte[] good = serde.serializer().serialize("t", Samples.notification());

  @AfterEach
  void forgetSchemas() {
    MockSchemaRegistry.drop(SCOPE);
  }

  @Test
  void aRecordWithoutTheMagicByte() {
    refused(
        "{\"op\": \"/a\"}".getBytes(StandardCharsets.UTF_8),
        "Expected a record in Confluent's wire format (byte 0, four bytes of schema id, Avro) in"
            + " topic t, but it begins with byte 123: its producer needs an Avro serializer with"
            + " the schema registry");
    refused(new byte[] {0, 0}, "but there are 2 bytes");
    refused(new byte[0], "but there are 0 bytes");
  }

  @Test
  void anUnknownId() {
    refused(
        new byte[] {0, 0, 0, 1, 44, 0},
        "Expected a schema id that the registry knows in topic t, but it does not know 300");
  }

  @Test
  void aSchemaThatCannotBeResolved() {
    byte[] other = serdes.of(Incarnation.class).serializer().serialize("u", Samples.INCARNATION);
    refused(other, "but schema 2 (io.madcloud.wire.Incarnation) cannot be resolved");
  }

  @Test
  void truncatedData() {
    for (int length = 5; length < good.length; length++) {
      refused(Arrays.copyOf(good, length), "in topic t, but");
    }
  }

  @Test
  void dataThatGoesOn() {
    refused(
        Arrays.copyOf(good, good.length + 1),
        "Expected the record in topic t to end after the last field of schema 1, but there are");
  }

  @Test
  void aCollectionThatClaimsToBeHuge() {
    // op "", then a map block of 2^31 - 2 entries.
    byte[] claim = {0, 0, 0, 0, 1, 0, -4, -1, -1, -1, 15};
    refused(claim, "Expected the data of a io.madcloud.wire.Notification in topic t");
    serdes.of(Reply.class).serializer().serialize("r", Samples.reply());
    byte[] array = {0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, -4, -1, -1, -1, 15};
    assertThatThrownBy(() -> serdes.of(Reply.class).deserializer().deserialize("r", array))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void valuesNestedBeyondTheStack() {
    int depth = 200_000;
    ByteBuffer bytes = ByteBuffer.allocate(5 + 4 + 2 * depth).putInt(1, 1).position(5);
    bytes.put(new byte[] {0, 2, 2, 'a'}); // op "", one entry "a"
    for (int i = 0; i < depth; i++) {
      bytes.put(new byte[] {12, 2}); // branch 6, ListValue; one item
    }
    refused(bytes.array(), "Expected the data of a io.madcloud.wire.Notification in topic t");
  }

  @Test
  void anythingElse() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Serde<Turn> turns = serdes.of(Turn.class);
    byte[] turn = turns.serializer().serialize("t", Samples.turn(Samples.reply()));
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = turn.clone();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
      }
      try {
        turns.deserializer().deserialize("t", bytes);
      } catch (SerializationException e) {
        assertThat(e).as("seed %s", seed).hasMessageStartingWith("Expected ");
      }
    }
  }

  @Test
  void anIncompleteRecordIsNotWrittenAndHarmsNoLaterOne() {
    Notification incomplete = new Notification();
    incomplete.setFields(new HashMap<>());
    assertThatThrownBy(() -> serde.serializer().serialize("t", incomplete))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(
            "Expected a complete io.madcloud.wire.Notification for topic t, but");
    assertThat(serde.serializer().serialize("t", Samples.notification())).isEqualTo(good);
  }

  private void refused(byte[] bytes, String message) {
    assertThatThrownBy(() -> serde.deserializer().deserialize("t", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(message);
    assertThat(serde.deserializer().deserialize("t", good)).isEqualTo(Samples.notification());
  }
}
