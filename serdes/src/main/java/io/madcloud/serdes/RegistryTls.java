package io.madcloud.serdes;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** Reads {@code ssl.*} as Kafka does: key stores, trust stores, PEM, protocols. */
final class RegistryTls {

  private RegistryTls() {}

  /**
   * A context of its own for the registry.
   *
   * @throws org.apache.kafka.common.KafkaException if a store cannot be read
   */
  static SSLContext context(Map<String, ?> ssl) {
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    Map<String, Object> config = new HashMap<>(definition.parse(ssl));
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(config);
      return factory.sslContext();
    }
  }
}
