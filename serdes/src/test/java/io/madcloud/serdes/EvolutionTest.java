package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.wire.Closed;
import io.madcloud.wire.Closing;
import io.madcloud.wire.Notification;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Old readers and new writers, and back. */
final class EvolutionTest {

  private static final String SCOPE = "evolution";

  private final MockSchemaRegistry registry = MockSchemaRegistry.scope(SCOPE);

  @AfterEach
  void forgetSchemas() {
    MockSchemaRegistry.drop(SCOPE);
  }

  @Test
  void anOldReaderLeavesOutANewField() throws IOException {
    GenericRecord written = new GenericData.Record(Evolution.withAField());
    written.put("priority", 1);
    written.put("op", "/a");
    written.put("fields", Map.of("x", 5L));
    assertThat(read(Notification.class, written))
        .isEqualTo(new Notification("/a", Map.of("x", 5L)));
  }

  @Test
  void aNewReaderFillsInTheDefault() throws IOException {
    byte[] bytes = write(new Notification("/a", Map.of("x", 5L)));
    Schema writer = registry.schema(ByteBuffer.wrap(bytes).getInt(1)).orElseThrow();
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(writer, Evolution.withAField())
            .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    assertThat(read.get("priority")).isEqualTo(7);
    assertThat(read.get("op")).hasToString("/a");
  }

  @Test
  void anOldReaderTakesANewSymbolForUnknown() throws IOException {
    assertThat(statusAfter("PAUSED")).isEqualTo(ProcessStatus.UNKNOWN);
    assertThat(statusAfter("QUIESCENT")).isEqualTo(ProcessStatus.QUIESCENT);
  }

  @Test
  void anOldReaderReadsOnUntilItMeetsANewKindOfChange() throws IOException {
    Schema later = Evolution.withABranch();
    Schema changes = later.getField("changes").schema().getElementType();
    GenericRecord closed = new GenericData.Record(branch(changes, "Closed"));
    closed.put("fieldset", "0");
    closed.put(
        "reason",
        new GenericData.EnumSymbol(closed.getSchema().getField("reason").schema(), "TWIN"));
    Turn turn = read(Turn.class, turn(later, closed));
    assertThat(turn.getChanges()).containsExactly(new Closed("0", Closing.TWIN, null));

    GenericRecord merged = new GenericData.Record(branch(changes, "Merged"));
    merged.put("into", "0");
    assertThatThrownBy(() -> read(Turn.class, turn(later, merged)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(
            "Expected the data of a io.madcloud.wire.Turn in topic t, but schema ")
        .hasMessageContaining("Merged");
  }

  @Test
  void laterSchemasAreCompatibleBackwards() {
    for (Schema later :
        List.of(Evolution.withAField(), Evolution.withABranch(), Evolution.withASymbol())) {
      Schema now =
          later.getName().equals("Turn")
              ? WireSchemas.published(Turn.SCHEMA$)
              : WireSchemas.published(Notification.SCHEMA$);
      assertThat(SchemaCompatibility.checkReaderWriterCompatibility(later, now).getType())
          .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
    }
  }

  private ProcessStatus statusAfter(String symbol) throws IOException {
    Schema later = Evolution.withASymbol();
    Schema changes = later.getField("changes").schema().getElementType();
    GenericRecord changed = new GenericData.Record(branch(changes, "StatusChanged"));
    Schema status = changed.getSchema().getField("status").schema();
    changed.put("status", new GenericData.EnumSymbol(status, symbol));
    changed.put("outcome", 0);
    return ((StatusChanged) read(Turn.class, turn(later, changed)).getChanges().get(0)).getStatus();
  }

  private static GenericRecord turn(Schema schema, GenericRecord change) {
    GenericRecord incarnation = new GenericData.Record(schema.getField("incarnation").schema());
    incarnation.put("topic", "t");
    incarnation.put("partition", 0);
    incarnation.put("offset", 0L);
    GenericRecord turn = new GenericData.Record(schema);
    turn.put("process", "p1");
    turn.put("incarnation", incarnation);
    turn.put("turn", 1L);
    turn.put("part", 0);
    turn.put("last", true);
    turn.put("programRevision", 1L);
    turn.put("time", 0L);
    turn.put("changes", List.of(change));
    return turn;
  }

  private static Schema branch(Schema union, String name) {
    return union.getTypes().get(union.getIndexNamed("io.madcloud.wire." + name));
  }

  private byte[] write(Notification record) {
    return RecordSerdes.of(Map.of("schema.registry.url", "mock://" + SCOPE))
        .of(Notification.class)
        .serializer()
        .serialize("t", record);
  }

  private <T extends SpecificRecord> T read(Class<T> type, GenericRecord written)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int id = registry.register("t-value", written.getSchema());
    out.write(ByteBuffer.allocate(5).putInt(1, id).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(written.getSchema()).write(written, encoder);
    return new MadcloudAvroDeserializer<>(type, registry).deserialize("t", out.toByteArray());
  }
}
