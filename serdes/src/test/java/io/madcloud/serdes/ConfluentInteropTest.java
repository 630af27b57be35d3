package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.wire.Notification;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecordBuilder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With Confluent's own client, and the Avro that came with it, on the other side. */
final class ConfluentInteropTest {

  private final RegistryStub stub = new RegistryStub();
  private final SchemaRegistryClient confluent = new CachedSchemaRegistryClient(stub.url(), 10);
  private final Serde<Notification> ours =
      RecordSerdes.of(Map.of("schema.registry.url", stub.url())).of(Notification.class);

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void confluentsClientReadsWhatWeWrite() throws Exception {
    byte[] bytes = ours.serializer().serialize("t", new Notification("/a", Map.of("x", 5L)));
    int id = ByteBuffer.wrap(bytes).getInt(1);
    Schema schema = ((AvroSchema) confluent.getSchemaById(id)).rawSchema();
    var decoder = DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null);
    GenericRecord read = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    assertThat(read).hasToString("{\"op\": \"/a\", \"fields\": {\"x\": 5}}");
    assertThat(confluent.getLatestSchemaMetadata("t-value").getId()).isEqualTo(id);
  }

  @Test
  void weReadWhatConfluentsClientRegistered() throws Exception {
    String text = WireSchemas.published(Notification.SCHEMA$).toString();
    AvroSchema schema = new AvroSchema(text);
    int id = confluent.register("t-value", schema);
    GenericRecord record =
        new GenericRecordBuilder(schema.rawSchema())
            .set("op", "/a")
            .set("fields", Map.of("x", "hi"))
            .build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).putInt(1, id).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema.rawSchema()).write(record, encoder);
    Notification expected = new Notification("/a", Map.of("x", "hi"));
    assertThat(ours.deserializer().deserialize("t", out.toByteArray())).isEqualTo(expected);
    assertThat(ours.serializer().serialize("t", expected)).isEqualTo(out.toByteArray());
  }
}
