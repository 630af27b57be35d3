package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

final class DenialsTest {

  private static final Map<String, Object> CLIENTS =
      Map.of(
          "bootstrap.servers", "broker:9092",
          "security.protocol", "SASL_SSL",
          "sasl.mechanism", "SCRAM-SHA-512",
          "sasl.jaas.config",
              "org.apache.kafka.common.security.scram.ScramLoginModule required"
                  + " username=\"eve\" password=\"p\";");

  private final Denials denials = Denials.of(CLIENTS);
  private final List<Grant> needs =
      ClusterUser.ENGINE.needs(
          new MadcloudConfig(Map.of("bootstrap.servers", "broker:9092")), Edges.NONE);

  private String explained(Throwable failure) {
    return denials.explain(new StreamsException("a task failed", failure), needs).orElseThrow();
  }

  @Test
  void topics_are_told_with_what_is_needed_there_and_who_lacks_it() {
    assertThat(explained(new TopicAuthorizationException(Set.of("madcloud.journal"))))
        .startsWith("brokers deny User:eve what it needs: Write on topic madcloud.journal (")
        .contains("bin/madcloud topics acls");
    assertThat(explained(new TopicAuthorizationException(Set.of("madcloud.notifications"))))
        .contains("Read or Write on topic madcloud.notifications");
    assertThat(explained(new TopicAuthorizationException(Set.of("madcloud.calls.a"))))
        .contains(
            "Write on topic madcloud.calls.a (granted for all that begin with madcloud.calls.)");
    assertThat(explained(new TopicAuthorizationException(Set.of("orders", "bills"))))
        .contains("access to topic bills; access to topic orders");
  }

  @Test
  void groups_and_transactions_are_told_as_well() {
    assertThat(explained(GroupAuthorizationException.forGroupId("madcloud-folded-1")))
        .contains("Read or Delete on group madcloud-folded-1 (granted for all that begin with");
    assertThat(explained(new TransactionalIdAuthorizationException("no")))
        .contains("Write on transactional ids that begin with madcloud-");
    assertThat(explained(new ClusterAuthorizationException("no way")))
        .contains("an operation on the cluster (no way)");
  }

  @Test
  void a_login_is_told_with_the_keys_that_say_it() {
    assertThat(explained(new SaslAuthenticationException("invalid credentials")))
        .contains("login of User:eve", "sasl.jaas.config", "invalid credentials");
    assertThat(
            explained(
                new SslAuthenticationException("handshake failed", new Exception("no such CA"))))
        .contains("ssl.truststore.*", "handshake failed", "no such CA");
  }

  @Test
  void what_has_nothing_to_do_with_access_is_not_explained() {
    assertThat(denials.explain(new TimeoutException("late"), needs)).isEmpty();
  }

  @Test
  void whoever_comes_without_a_login_is_anonymous() {
    assertThat(OwnPrincipal.of(Map.of("bootstrap.servers", "broker:9092")))
        .contains("User:ANONYMOUS");
  }

  @Test
  void a_configuration_that_is_none_names_nobody() {
    assertThat(
            OwnPrincipal.of(Map.of("bootstrap.servers", "broker:9092", "security.protocol", "X")))
        .isEmpty();
    assertThat(
            OwnPrincipal.of(
                Map.of(
                    "bootstrap.servers", "broker:9092",
                    "security.protocol", "SSL",
                    "ssl.keystore.location", "no-such-file")))
        .isEmpty();
  }
}
