package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.wire.Notification;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records through bytes and back, and the bytes themselves. */
final class RoundTripTest {

  private static final String SCOPE = "round-trip";
  private static final Map<String, ?> CONFIG = Map.of("schema.registry.url", "mock://" + SCOPE);

  @BeforeEach
  void forgetSchemas() {
    MockSchemaRegistry.drop(SCOPE);
  }

  static Stream<SpecificRecord> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyRecordComesBackAsItWent(SpecificRecord record) {
    Serde<SpecificRecord> serde = new MadcloudAvroSerde<>();
    serde.configure(CONFIG, false);
    byte[] bytes = serde.serializer().serialize("t", record);
    assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(record);
  }

  @Test
  void valuesOfEveryTypeComeBackToTheEngineAsTheyWent() {
    Serde<Notification> serde = RecordSerdes.of(CONFIG).of(Notification.class);
    byte[] bytes = serde.serializer().serialize("t", Samples.notification());
    Notification read = serde.deserializer().deserialize("t", bytes);
    assertThat(Values.fieldsFromWire(read.getFields())).isEqualTo(Samples.ENGINE_VALUES);
  }

  @Test
  void theBytesAreConfluentsWireFormat() {
    Serde<Notification> serde = RecordSerdes.of(CONFIG).of(Notification.class);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("b", true);
    fields.put("n", 3L);
    fields.put("s", "hi");
    byte[] bytes = serde.serializer().serialize("t", new Notification("/a", fields));
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            ("00" + "00000001") // magic byte, schema id
                + ("04" + "2f61") // op: length, "/a"
                + "06" // three entries
                + ("02" + "62" + "00" + "01") // "b": branch 0, boolean true
                + ("02" + "6e" + "02" + "06") // "n": branch 1, long 3
                + ("02" + "73" + "06" + "04" + "6869") // "s": branch 3, string "hi"
                + "00"); // no more entries
  }

  @Test
  void readersWithoutOurClassesFindPlainAvro() throws Exception {
    Serde<Notification> serde = RecordSerdes.of(CONFIG).of(Notification.class);
    byte[] bytes = serde.serializer().serialize("t", new Notification("/a", Map.of("s", "hi")));
    var schema = MockSchemaRegistry.scope(SCOPE).latest("t-value").orElseThrow().schema();
    var decoder = DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null);
    GenericRecord read = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    assertThat(read).hasToString("{\"op\": \"/a\", \"fields\": {\"s\": \"hi\"}}");
    assertThat(schema.toString()).doesNotContain("avro.java.string").contains("doc");
  }

  @Test
  void anAbsentRecordIsAbsentBytes() {
    Serde<Notification> serde = RecordSerdes.of(CONFIG).of(Notification.class);
    assertThat(serde.serializer().serialize("t", null)).isNull();
    assertThat(serde.deserializer().deserialize("t", null)).isNull();
  }

  @Test
  void aLargeRecordLeavesTheNextOneAsItIs() {
    Serde<Notification> serde = RecordSerdes.of(CONFIG).of(Notification.class);
    Notification small = new Notification("/a", Map.of("s", "hi"));
    byte[] before = serde.serializer().serialize("t", small);
    Notification large = new Notification("/a", Map.of("s", "x".repeat(1_000_000)));
    byte[] bytes = serde.serializer().serialize("t", large);
    assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(large);
    assertThat(serde.serializer().serialize("t", small)).isEqualTo(before);
  }
}
