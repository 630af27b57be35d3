package io.madcloud.serdes;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link MadcloudAvroSerializer} and {@link MadcloudAvroDeserializer} over one registry. */
public final class MadcloudAvroSerde<T extends SpecificRecord> implements Serde<T> {

  private final Class<T> type;
  private Serializer<T> serializer;
  private Deserializer<T> deserializer;

  /** For whichever generated class; to be configured before use. */
  public MadcloudAvroSerde() {
    this(null);
  }

  /** For one generated class; to be configured before use. */
  public MadcloudAvroSerde(Class<T> type) {
    this.type = type;
  }

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    configure(config, isKey, SchemaRegistry.of(config));
  }

  void configure(Map<String, ?> config, boolean isKey, SchemaRegistry registry) {
    serializer = new MadcloudAvroSerializer<>(registry);
    serializer.configure(config, isKey);
    deserializer = new MadcloudAvroDeserializer<>(type, registry);
  }

  @Override
  public Serializer<T> serializer() {
    return configured(serializer);
  }

  @Override
  public Deserializer<T> deserializer() {
    return configured(deserializer);
  }

  private static <P> P configured(P part) {
    if (part == null) {
      throw new IllegalStateException("Expected configure() before use, but it was not");
    }
    return part;
  }
}
