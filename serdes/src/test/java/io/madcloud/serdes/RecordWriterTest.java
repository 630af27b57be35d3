package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Notification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.AvroTypeException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RecordWriterTest {

  static Stream<SpecificRecord> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_bytes_are_those_of_avros_own_writer(SpecificRecord record) throws IOException {
    assertThat(written(record)).isEqualTo(writtenByAvro(record));
  }

  @Test
  void a_missing_value_is_named_by_its_field() {
    assertThatThrownBy(() -> written(new Incarnation(null, 0, 0L)))
        .isInstanceOf(AvroTypeException.class)
        .hasMessage(
            "Expected a value of type string in field topic of Incarnation, but found nothing");
  }

  @Test
  void a_value_of_no_branch_is_named_by_its_field() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("x", 'c');
    assertThatThrownBy(() -> written(new Notification("/a", fields)))
        .isInstanceOf(AvroTypeException.class)
        .hasMessageStartingWith("Expected a value of type map in field fields of Notification");
  }

  private static byte[] written(SpecificRecord record) throws IOException {
    RecordBuffer buffer = new RecordBuffer();
    buffer.begin(1);
    new RecordWriter(record.getClass()).write(record, buffer);
    byte[] framed = buffer.toArray();
    return Arrays.copyOfRange(framed, WireFormat.HEADER_BYTES, framed.length);
  }

  private static byte[] writtenByAvro(SpecificRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new SpecificDatumWriter<SpecificRecord>(
            record.getSchema(), SpecificData.getForClass(record.getClass()))
        .write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
