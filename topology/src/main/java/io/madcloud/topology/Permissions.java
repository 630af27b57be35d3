package io.madcloud.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Compares what brokers let somebody do with what that one needs, beforehand. Brokers tell which
 * operations are allowed on topics and groups that there are (KIP-430), and of all else only
 * whether anything is. So what is found to be missing is, and what is not found may be all the
 * same. Nothing changes by it.
 */
final class Permissions {

  private static final int ANSWER_MS = 15_000;

  private final Map<ResourceType, Set<String>> names = new HashMap<>();
  private final Map<String, KafkaFuture<Set<AclOperation>>> topics = new HashMap<>();
  private final Map<String, KafkaFuture<Set<AclOperation>>> groups = new HashMap<>();
  private final Map<String, KafkaFuture<Set<AclOperation>>> transactions = new HashMap<>();
  private final Map<String, KafkaFuture<Set<AclOperation>>> creations = new HashMap<>();

  private Permissions(Admin admin, List<Grant> needs, Map<ResourceType, Set<String>> used) {
    for (ResourceType type : used.keySet()) {
      names.put(type, new TreeSet<>(used.get(type)));
    }
    for (Grant grant : needs) {
      if (!grant.isPrefixed()) {
        names
            .computeIfAbsent(grant.resource().resourceType(), unused -> new TreeSet<>())
            .add(grant.resource().name());
      }
    }
    askForTopics(admin);
    askForGroups(admin);
    askForTransactions(admin);
    askForCreations(admin, needs);
  }

  /**
   * What is missing of that which is needed, as far as brokers tell.
   *
   * @param used names of each type that are in use, to try needs by that are for many names
   */
  static List<Grant> missing(Admin admin, List<Grant> needs, Map<ResourceType, Set<String>> used)
      throws InterruptedException {
    Permissions permissions = new Permissions(admin, needs, used);
    List<Grant> missing = new ArrayList<>();
    for (Grant grant : needs) {
      Set<AclOperation> operations = permissions.missing(grant);
      if (!operations.isEmpty()) {
        missing.add(grant.with(operations));
      }
    }
    return missing;
  }

  private Set<AclOperation> missing(Grant grant) throws InterruptedException {
    ResourceType type = grant.resource().resourceType();
    Set<AclOperation> missing = new TreeSet<>();
    for (String name : names(type)) {
      if (!grant.covers(type, name)) {
        continue;
      }
      Set<AclOperation> needed = new TreeSet<>(grant.operations());
      if (needed.remove(AclOperation.CREATE)) {
        missing.addAll(missing(creations.get(name), Set.of(AclOperation.CREATE)));
      }
      missing.addAll(
          switch (type) {
            case TOPIC -> missing(topics.get(name), needed);
            case GROUP -> missing(groups.get(name), needed);
            case TRANSACTIONAL_ID -> missing(transactions.get(name), needed);
            default -> throw new IllegalStateException("Nobody needs access to a " + type);
          });
    }
    return missing;
  }

  /**
   * @param allowed completes with null when brokers do not tell
   */
  private static Set<AclOperation> missing(
      KafkaFuture<Set<AclOperation>> allowed, Set<AclOperation> needed)
      throws InterruptedException {
    try {
      return Optional.ofNullable(allowed.get())
          .map(told -> needed.stream().filter(it -> !told.contains(it)).collect(Collectors.toSet()))
          .orElse(Set.of());
    } catch (ExecutionException e) {
      // What is not there yet, or cannot be asked for, shows when it is used.
      return e.getCause() instanceof AuthorizationException ? needed : Set.of();
    }
  }

  private Set<String> names(ResourceType type) {
    return names.getOrDefault(type, Set.of());
  }

  private void askForTopics(Admin admin) {
    DescribeTopicsOptions options =
        new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(ANSWER_MS);
    admin
        .describeTopics(names(ResourceType.TOPIC), options)
        .topicNameValues()
        .forEach(
            (name, answer) ->
                topics.put(name, answer.thenApply(TopicDescription::authorizedOperations)));
  }

  private void askForGroups(Admin admin) {
    DescribeConsumerGroupsOptions options =
        new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true).timeoutMs(ANSWER_MS);
    admin
        .describeConsumerGroups(names(ResourceType.GROUP), options)
        .describedGroups()
        .forEach(
            (name, answer) ->
                groups.put(name, answer.thenApply(ConsumerGroupDescription::authorizedOperations)));
  }

  private void askForTransactions(Admin admin) {
    Set<String> ids = names(ResourceType.TRANSACTIONAL_ID);
    var answers =
        admin.describeTransactions(ids, new DescribeTransactionsOptions().timeoutMs(ANSWER_MS));
    ids.forEach(id -> transactions.put(id, answers.description(id).thenApply(unused -> null)));
  }

  /** Whoever may not create a topic is told so, whether or not it is there. */
  private void askForCreations(Admin admin, List<Grant> needs) {
    List<NewTopic> wanted = new ArrayList<>();
    for (String name : names(ResourceType.TOPIC)) {
      if (needs.stream()
          .filter(it -> it.operations().contains(AclOperation.CREATE))
          .anyMatch(it -> it.covers(ResourceType.TOPIC, name))) {
        wanted.add(new NewTopic(name, Optional.of(1), Optional.empty()));
      }
    }
    admin
        .createTopics(wanted, new CreateTopicsOptions().validateOnly(true).timeoutMs(ANSWER_MS))
        .values()
        .forEach((name, answer) -> creations.put(name, answer.thenApply(unused -> null)));
  }
}
