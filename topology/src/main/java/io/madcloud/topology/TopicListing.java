package io.madcloud.topology;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers of a cluster say of its topics. */
record TopicListing(Admin admin) implements KnownTopics.Brokers {

  @Override
  public Set<String> topics() throws ExecutionException, InterruptedException {
    return admin.listTopics().names().get();
  }

  @Override
  public Set<String> closed(Set<String> topics) throws ExecutionException, InterruptedException {
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    Set<String> closed = new TreeSet<>();
    for (var answer : admin.describeTopics(topics, options).topicNameValues().entrySet()) {
      try {
        Set<AclOperation> allowed = answer.getValue().get().authorizedOperations();
        if (allowed != null && !allowed.contains(AclOperation.WRITE)) {
          closed.add(answer.getKey());
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AuthorizationException) {
          closed.add(answer.getKey());
        } else if (!isNone(e.getCause())) {
          throw e;
        }
      }
    }
    return closed;
  }

  private static boolean isNone(Throwable error) {
    return error instanceof UnknownTopicOrPartitionException
        || error instanceof InvalidTopicException;
  }

  /** Whoever may not read a topic's configuration takes the default for it. */
  @Override
  public Map<String, Integer> largestRecords(Set<String> topics)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    Map<String, Integer> largest = new TreeMap<>();
    for (var answer : admin.describeConfigs(resources).values().entrySet()) {
      try {
        largest.put(answer.getKey().name(), largest(answer.getValue().get()));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AuthorizationException) {
          largest.put(answer.getKey().name(), CallTopics.DEFAULT_LARGEST);
        } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) { // Just deleted.
          throw e;
        }
      }
    }
    return largest;
  }

  private static int largest(Config config) {
    return Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
  }
}
