package io.madcloud.topology;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * The name that brokers know clients by, as far as their configuration tells: brokers do not say
 * it.
 */
final class OwnPrincipal {

  private OwnPrincipal() {}

  /**
   * Such as {@code User:engine}; of a certificate its subject, as brokers have it unless they map
   * names. Empty when it cannot be told.
   *
   * @param clients the configuration of Kafka's clients
   */
  static Optional<String> of(Map<String, Object> clients) {
    try {
      Map<String, ?> config = new AdminClientConfig(clients).values();
      String protocol = (String) config.get(AdminClientConfig.SECURITY_PROTOCOL_CONFIG);
      return switch (SecurityProtocol.forName(protocol)) {
        case PLAINTEXT -> Optional.of(KafkaPrincipal.ANONYMOUS.toString());
        case SSL -> certificate(config);
        case SASL_PLAINTEXT, SASL_SSL -> login(config);
      };
    } catch (KafkaException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty(); // Whoever connects with it says what is wrong with it.
    }
  }

  private static Optional<String> certificate(Map<String, ?> config)
      throws GeneralSecurityException {
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(config);
      KeyStore keys = factory.keystore();
      if (keys == null) {
        return Optional.of(KafkaPrincipal.ANONYMOUS.toString());
      }
      for (String alias : Collections.list(keys.aliases())) {
        if (keys.isKeyEntry(alias)
            && keys.getCertificate(alias) instanceof X509Certificate certificate) {
          return Optional.of(user(certificate.getSubjectX500Principal().getName()));
        }
      }
      return Optional.empty();
    }
  }

  private static Optional<String> login(Map<String, ?> config) {
    return JaasContext.loadClientContext(config).configurationEntries().stream()
        .map(entry -> entry.getOptions().get("username"))
        .filter(String.class::isInstance)
        .map(name -> user((String) name))
        .findFirst();
  }

  private static String user(String name) {
    return new KafkaPrincipal(KafkaPrincipal.USER_TYPE, name).toString();
  }
}
