package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Notification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against a registry over HTTP: what it asks, whom, and what it makes of trouble. */
final class HttpSchemaRegistryTest {

  private static final Schema SCHEMA = WireSchemas.published(Incarnation.SCHEMA$);

  private final RegistryStub stub = new RegistryStub();

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void registersLooksUpAndReads() {
    SchemaRegistry registry = uncached(stub.url());
    assertThat(registry.idOf("a/b value", SCHEMA)).isEmpty();
    assertThat(registry.latest("a/b value")).isEmpty();
    assertThat(registry.schema(1)).isEmpty();
    int id = registry.register("a/b value", SCHEMA);
    assertThat(registry.idOf("a/b value", SCHEMA)).hasValue(id);
    assertThat(registry.schema(id)).hasValue(SCHEMA);
    assertThat(registry.latest("a/b value")).hasValue(new SchemaRegistry.Version(id, 1, SCHEMA));
    assertThat(stub.requests)
        .containsExactly(
            "POST /subjects/a%2Fb%20value",
            "GET /subjects/a%2Fb%20value/versions/latest",
            "GET /schemas/ids/1",
            "POST /subjects/a%2Fb%20value/versions",
            "POST /subjects/a%2Fb%20value",
            "GET /schemas/ids/1",
            "GET /subjects/a%2Fb%20value/versions/latest");
  }

  @Test
  void readsWhatASchemaRefersTo() {
    stub.given.put(
        "/schemas/ids/7",
        """
        { "schema": "{\\"type\\": \\"record\\", \\"name\\": \\"a.Order\\", \\"fields\\": [
            {\\"name\\": \\"to\\", \\"type\\": \\"a.Address\\"},
            {\\"name\\": \\"in\\", \\"type\\": \\"a.Country\\"}]}",
          "references": [
            { "name": "a.Address", "subject": "a/address", "version": 2 },
            { "name": "a.Country", "subject": "country", "version": 1 } ] }
        """
            .replace("\n", " "));
    stub.given.put(
        "/subjects/a%2Faddress/versions/2",
        """
        { "id": 5, "version": 2,
          "schema": "{\\"type\\": \\"record\\", \\"name\\": \\"a.Address\\", \\"fields\\": [
            {\\"name\\": \\"in\\", \\"type\\": \\"a.Country\\"}]}",
          "references": [ { "name": "a.Country", "subject": "country", "version": 1 } ] }
        """
            .replace("\n", " "));
    stub.given.put(
        "/subjects/country/versions/1",
        """
        { "schema": "{\\"type\\": \\"enum\\", \\"name\\": \\"a.Country\\", \\"symbols\\": [\\"CZ\\"]}" }
        """);
    Schema schema = uncached(stub.url()).schema(7).orElseThrow();
    assertThat(schema.getField("to").schema().getField("in").schema().getEnumSymbols())
        .containsExactly("CZ");
    assertThat(stub.requests).hasSize(3);
  }

  @Test
  void aSchemaThatIsNoneOfAvroIsNoFaultOfTheRegistry() {
    SchemaRegistry registry = uncached(stub.url());
    stub.given.put("/schemas/ids/7", "{ \"schemaType\": \"JSON\", \"schema\": \"{}\" }");
    stub.given.put("/schemas/ids/8", "{ \"schema\": \"{}\" }");
    stub.given.put("/schemas/ids/9", "{ \"answer\": \"something else\" }");
    assertThatThrownBy(() -> registry.schema(7))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("it is of type JSON");
    assertThatThrownBy(() -> registry.schema(8)).isInstanceOf(SerializationException.class);
    assertThatThrownBy(() -> registry.schema(9)).isInstanceOf(RegistryException.class);
  }

  @Test
  void asksTheNextAddressWhenOneIsDownAndStaysThere() {
    RegistryStub down = new RegistryStub();
    down.close();
    SchemaRegistry registry = uncached(down.url() + "/, " + stub.url());
    registry.register("s", SCHEMA);
    assertThat(registry.idOf("s", SCHEMA)).hasValue(1);
    assertThat(stub.requests).hasSize(2);
  }

  @Test
  void asksTheNextAddressWhenOneIsInTrouble() {
    try (RegistryStub troubled = new RegistryStub()) {
      troubled.failWith = 500;
      SchemaRegistry registry = uncached(troubled.url() + "," + stub.url());
      assertThat(registry.register("s", SCHEMA)).isEqualTo(1);
      assertThat(registry.idOf("s", SCHEMA)).hasValue(1);
      assertThat(troubled.requests).hasSize(1);
    }
  }

  @Test
  void waitsForARegistryThatIsDownAtTheStart() {
    int port = stub.port();
    stub.close();
    List<Long> pauses = new ArrayList<>();
    List<RegistryStub> started = new ArrayList<>();
    RegistryHttp http =
        new RegistryHttp(
            settings(Map.of("schema.registry.url", stub.url())),
            ms -> {
              pauses.add(ms);
              if (pauses.size() == 3) {
                started.add(new RegistryStub(port));
              }
            });
    assertThat(new HttpSchemaRegistry(http).register("s", SCHEMA)).isEqualTo(1);
    assertThat(pauses).containsExactly(100L, 200L, 400L);
    started.forEach(RegistryStub::close);
  }

  @Test
  void givesUpAfterTheConfiguredTimeAndSaysWhere() {
    stub.close();
    RegistrySettings settings =
        settings(
            Map.of(
                "schema.registry.url",
                stub.url().replace("//", "//user:secret@"),
                SerdeKeys.RETRY_TIMEOUT,
                "0"));
    assertThatThrownBy(() -> new HttpSchemaRegistry(settings).schema(1))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(
            "Expected the schema registry to answer, but "
                + stub.url()
                + ": it takes no connection")
        .hasMessageContaining("madcloud.schema.registry.retry.timeout.ms")
        .hasMessageNotContaining("secret");
  }

  @Test
  void knownSchemasKeepGoingWhenTheRegistryGoesDown() {
    Map<String, Object> config = new HashMap<>();
    config.put("schema.registry.url", stub.url());
    config.put(SerdeKeys.RETRY_TIMEOUT, 0);
    RecordSerdes serdes = RecordSerdes.of(config);
    Serde<Notification> before = serdes.of(Notification.class);
    byte[] bytes = before.serializer().serialize("t", Samples.notification());
    before.deserializer().deserialize("t", bytes);
    stub.close();
    for (Serde<Notification> serde : List.of(before, serdes.of(Notification.class))) {
      assertThat(serde.serializer().serialize("t", Samples.notification())).isEqualTo(bytes);
      assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(Samples.notification());
    }
    assertThatThrownBy(() -> before.serializer().serialize("u", Samples.notification()))
        .isInstanceOf(RegistryException.class);
    assertThat(stub.requests).hasSize(2);
  }

  @Test
  void sendsCredentials() {
    String url = stub.url();
    uncached(url.replace("//", "//us%65r:p%40ss@")).schema(1);
    ask("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "user:p@ss");
    ask("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "token");
    ask("schema.registry.bearer.auth.token", "token");
    assertThat(stub.authorizations)
        .containsExactly(
            "Basic dXNlcjpwQHNz", "Basic dXNlcjpwQHNz", "Bearer token", "Bearer token");
  }

  @Test
  void tellsARefusalFromAnUnknownSchema() {
    SchemaRegistry registry = uncached(stub.url());
    stub.failWith = 401;
    assertThatThrownBy(() -> registry.schema(1))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "Expected "
                + stub.url()
                + "/schemas/ids/1 to answer, but status 401, error 40101: as the test wants it;"
                + " basic.auth.* and bearer.auth.* configure credentials");
    stub.failWith = 409;
    assertThatThrownBy(() -> registry.register("s", SCHEMA))
        .hasMessageContaining(
            "to be compatible with the earlier ones in subject s, but the registry refused it as"
                + " incompatible (status 409, error 409")
        .hasMessageContaining("as the test wants it). Keep the fields that are there");
    stub.failWith = 0;
    stub.htmlInstead = true;
    assertThatThrownBy(() -> registry.schema(1))
        .isInstanceOf(RegistryException.class)
        .hasMessageEndingWith("to answer, but status 404");
  }

  private void ask(String... keysAndValues) {
    Map<String, Object> config = new HashMap<>(Map.of("schema.registry.url", stub.url()));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    new HttpSchemaRegistry(settings(config)).schema(1);
  }

  private static SchemaRegistry uncached(String urls) {
    return new HttpSchemaRegistry(settings(Map.of("schema.registry.url", urls)));
  }

  private static RegistrySettings settings(Map<String, ?> config) {
    return RegistrySettings.of(config);
  }
}
