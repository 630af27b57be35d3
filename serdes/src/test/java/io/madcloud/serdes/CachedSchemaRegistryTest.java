package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.wire.Incarnation;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CachedSchemaRegistryTest {

  private static final Schema SCHEMA = WireSchemas.published(Incarnation.SCHEMA$);

  private final RegistryStub stub = new RegistryStub();
  private final AtomicLong nanos = new AtomicLong();
  private final SchemaRegistry registry =
      new CachedSchemaRegistry(
          new HttpSchemaRegistry(RegistrySettings.of(Map.of("schema.registry.url", stub.url()))),
          nanos::get);

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void asksOnceForWhatNeverChanges() {
    for (int i = 0; i < 3; i++) {
      assertThat(registry.register("s", SCHEMA)).isEqualTo(1);
      assertThat(registry.idOf("s", SCHEMA)).hasValue(1);
      assertThat(registry.schema(1)).hasValue(SCHEMA);
      assertThat(registry.latest("s")).isPresent();
    }
    assertThat(stub.requests).hasSize(3);
  }

  @Test
  void asksAgainForAnUnknownIdOnlyAfterAWhile() {
    assertThat(registry.schema(1)).isEmpty();
    stub.registry.register("s", SCHEMA);
    assertThat(registry.schema(1)).isEmpty();
    assertThat(stub.requests).hasSize(1);
    nanos.addAndGet(10_000_000_000L);
    assertThat(registry.schema(1)).hasValue(SCHEMA);
    assertThat(stub.requests).hasSize(2);
  }
}
