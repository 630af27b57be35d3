package io.madcloud.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What brokers mean that deny something: which ACL is missing and who lacks it, or what is wrong
 * with the login. Immutable.
 */
public final class Denials {

  private static final String HINT =
      " ('bin/madcloud topics acls' lists all that is needed, and makes kafka-acls commands of it)";

  private final String principal;

  private Denials(String principal) {
    this.principal = principal;
  }

  /**
   * Those that clients meet.
   *
   * @param clients their configuration
   */
  public static Denials of(Map<String, Object> clients) {
    return new Denials(OwnPrincipal.of(clients).orElse("this principal"));
  }

  /**
   * What a failure means, as a clause; empty when it is none of access.
   *
   * @param needs of whom it came to: exceptions do not say which operation was denied
   */
  public Optional<String> explain(Throwable failure, List<Grant> needs) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationException denied) {
        return Optional.of(login(denied));
      }
      if (cause instanceof AuthorizationException denied) {
        return Optional.of(lacks(denied(denied, needs)));
      }
    }
    return Optional.empty();
  }

  /** That operations are missing, as a clause. */
  String missing(List<Grant> grants) {
    return lacks(grants.stream().map(Grant::toString).toList());
  }

  private String lacks(List<String> what) {
    return "brokers deny " + principal + " what it needs: " + String.join("; ", what) + HINT;
  }

  private String login(AuthenticationException denied) {
    String what = "brokers refuse the login of " + principal;
    if (denied instanceof SaslAuthenticationException) {
      what += " (sasl.mechanism and sasl.jaas.config say it)";
    } else if (denied instanceof SslAuthenticationException) {
      what =
          "brokers and this client do not trust each other's certificates (ssl.keystore.* and"
              + " ssl.truststore.* say which)";
    }
    StringBuilder why = new StringBuilder(what);
    for (Throwable cause = denied; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && why.indexOf(cause.getMessage()) < 0) {
        why.append(": ").append(cause.getMessage());
      }
    }
    return why.toString();
  }

  private static List<String> denied(AuthorizationException denied, List<Grant> needs) {
    if (denied instanceof TopicAuthorizationException topics
        && !topics.unauthorizedTopics().isEmpty()) {
      return topics.unauthorizedTopics().stream()
          .sorted()
          .map(topic -> access(ResourceType.TOPIC, topic, needs))
          .toList();
    }
    if (denied instanceof GroupAuthorizationException group && group.groupId() != null) {
      return List.of(access(ResourceType.GROUP, group.groupId(), needs));
    }
    if (denied instanceof TransactionalIdAuthorizationException) {
      return needs.stream()
          .filter(it -> it.resource().resourceType() == ResourceType.TRANSACTIONAL_ID)
          .map(Grant::toString)
          .toList();
    }
    if (denied instanceof ClusterAuthorizationException) {
      return List.of("an operation on the cluster (" + denied.getMessage() + ")");
    }
    return List.of("something (" + denied.getMessage() + ")");
  }

  /** What is needed on a resource that was denied: one of these operations, or some. */
  private static String access(ResourceType type, String name, List<Grant> needs) {
    List<Grant> covering = needs.stream().filter(it -> it.covers(type, name)).toList();
    String operations =
        covering.isEmpty()
            ? "access to"
            : covering.stream()
                    .flatMap(it -> it.operationNames().stream())
                    .distinct()
                    .collect(Collectors.joining(" or "))
                + " on";
    List<Grant> prefixes = covering.stream().filter(Grant::isPrefixed).toList();
    String pattern =
        prefixes.isEmpty() ? "" : " (granted for all that begin with " + names(prefixes) + ")";
    return operations + " " + Grant.on(type, name).kind() + " " + name + pattern;
  }

  private static String names(List<Grant> grants) {
    return grants.stream().map(it -> it.resource().name()).collect(Collectors.joining(", "));
  }
}
