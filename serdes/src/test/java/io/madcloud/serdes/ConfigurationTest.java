package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.wire.Notification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Confluent's keys, and what is said about wrong ones. */
final class ConfigurationTest {

  private static final String SCOPE = "configuration";
  private static final Notification RECORD = new Notification("/a", Map.of());

  @AfterEach
  void forgetSchemas() {
    MockSchemaRegistry.drop(SCOPE);
  }

  @ParameterizedTest
  @CsvSource({
    "io.confluent.kafka.serializers.subject.TopicNameStrategy, t-value",
    "RecordNameStrategy, io.madcloud.wire.Notification",
    "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy,"
        + " t-io.madcloud.wire.Notification",
    "topic-record, t-io.madcloud.wire.Notification",
  })
  void subjectsAreNamedByTheStrategy(String strategy, String subject) {
    serializer("value.subject.name.strategy", strategy).serialize("t", RECORD);
    assertThat(MockSchemaRegistry.scope(SCOPE).latest(subject)).isPresent();
  }

  @Test
  void withoutAutoRegistrationTheSchemaHasToBeThere() {
    Serializer<Notification> serializer = serializer("auto.register.schemas", "false");
    assertThatThrownBy(() -> serializer.serialize("t", RECORD))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith(
            "Expected the schema of io.madcloud.wire.Notification in subject t-value, but it is not"
                + " there: register it");
    byte[] registered = serializer("auto.register.schemas", true).serialize("t", RECORD);
    assertThat(serializer.serialize("t", RECORD)).isEqualTo(registered);
  }

  @Test
  void theLatestVersionIsUsedIfItStandsForTheSameBytes() {
    MockSchemaRegistry registry = MockSchemaRegistry.scope(SCOPE);
    serializer("auto.register.schemas", true).serialize("t", RECORD);
    // As a generated class has it: the same bytes, another text.
    int id = registry.register("t-value", Notification.SCHEMA$);
    byte[] bytes = serializer("use.latest.version", true).serialize("t", RECORD);
    assertThat(bytes[4]).isEqualTo((byte) id).isEqualTo((byte) 2);
  }

  @Test
  void beforeALaterVersionItsOwnIsUsed() {
    byte[] before = serializer("auto.register.schemas", true).serialize("t", RECORD);
    MockSchemaRegistry.scope(SCOPE).register("t-value", Evolution.withAField());
    assertThat(serializer("use.latest.version", true).serialize("t", RECORD)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schema.registry.url | '' | Expected the schema registry's address",
        "schema.registry.url | ftp://u:secret@x | Expected http://… or https://…",
        "schema.registry.url | mock://a,mock://b | Expected one mock:// alone",
        "basic.auth.credentials.source | SASL_INHERIT | Expected URL or USER_INFO",
        "basic.auth.credentials.source | USER_INFO | Expected basic.auth.user.info to be set",
        "bearer.auth.credentials.source | OAUTHBEARER | Expected STATIC_TOKEN",
        "http.read.timeout.ms | soon | Expected milliseconds in http.read.timeout.ms, but soon",
        "auto.register.schemas | maybe | Expected true or false in auto.register.schemas",
        "value.subject.name.strategy | com.acme.Mine | Expected TopicNameStrategy",
        "madcloud.value.serde | com.acme.Serde | Expected a serde class on the class path",
      })
  void wrongConfigurationIsNamed(String key, String value, String message) {
    Map<String, Object> config = new HashMap<>();
    config.put("schema.registry.url", "http://localhost:1");
    config.put(key, value);
    assertThatThrownBy(() -> RecordSerdes.of(config).of(Notification.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void anotherSerdeClassTakesOurPlace() {
    Map<String, ?> config = Map.of("madcloud.value.serde", Foreign.class.getName(), "x", "y");
    Serde<Notification> serde = RecordSerdes.of(config).of(Notification.class);
    assertThat(serde).isInstanceOf(Foreign.class);
    Map<String, Object> configured = new HashMap<>(((Foreign) (Serde<?>) serde).configured);
    assertThat(configured).containsEntry("x", "y").containsEntry("specific.avro.reader", true);
  }

  @Test
  void anotherSerdeClassReadsRecordsOfOthersGenerically() {
    Map<String, ?> config = Map.of("madcloud.value.serde", Foreign.class.getName(), "x", "y");
    Object configured = RecordSerdes.of(config).ofOthers().deserialize("t", new byte[0]);
    assertThat(configured)
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("x", "y")
        .containsEntry("specific.avro.reader", false);
  }

  @Test
  void addressesMayBeAList() {
    List<String> urls = List.of("http://a:1/", "https://b:2/path");
    assertThat(RegistrySettings.of(Map.of("schema.registry.url", urls)).endpoints())
        .extracting(RegistrySettings.Endpoint::url)
        .containsExactly("http://a:1", "https://b:2/path");
  }

  @Test
  void aTrustStoreIsReadAsKafkaReadsIt() {
    Map<String, Object> config = new HashMap<>();
    config.put("schema.registry.url", "https://localhost:1");
    config.put("schema.registry.ssl.truststore.location", "no/such/file");
    assertThatThrownBy(() -> SchemaRegistry.of(config)).hasStackTraceContaining("no/such/file");
  }

  private static Serializer<Notification> serializer(String key, Object value) {
    Map<String, Object> config = new HashMap<>();
    config.put("schema.registry.url", "mock://" + SCOPE);
    config.put(key, value);
    return RecordSerdes.of(config).of(Notification.class).serializer();
  }

  /** Stands for a serde that somebody else wrote. */
  public static final class Foreign implements Serde<Object> {
    private Map<String, ?> configured;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
      configured = config;
    }

    @Override
    public Serializer<Object> serializer() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Deserializer<Object> deserializer() {
      return (topic, data) -> configured;
    }
  }
}
