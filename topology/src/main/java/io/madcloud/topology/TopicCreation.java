package io.madcloud.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates topics, and returns when they can be used: brokers hear of new topics a little later than
 * the controller that makes them, and deny them until then.
 */
final class TopicCreation {

  private static final Duration KNOWN = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private TopicCreation() {}

  /**
   * Answers the names of the topics that were created, in the order wanted; those that are there
   * stay as they are.
   */
  static List<String> create(Admin admin, List<NewTopic> wanted) throws InterruptedException {
    List<String> created = new ArrayList<>();
    Map<String, KafkaFuture<Void>> results = admin.createTopics(wanted).values();
    for (NewTopic topic : wanted) {
      try {
        results.get(topic.name()).get();
        created.add(topic.name());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new EngineStartException(
              "Expected to create topic " + topic.name() + ", but: " + e.getCause().getMessage(),
              e.getCause());
        }
      }
    }
    awaitKnown(admin, created);
    return created;
  }

  private static void awaitKnown(Admin admin, List<String> created) throws InterruptedException {
    long deadlineNs = System.nanoTime() + KNOWN.toNanos();
    for (Throwable missing = unknown(admin, created);
        missing != null;
        missing = unknown(admin, created)) {
      if (System.nanoTime() > deadlineNs) {
        throw new EngineStartException(
            "Expected the brokers to know of the new topics %s within %d s, but: %s"
                .formatted(created, KNOWN.toSeconds(), missing.getMessage()),
            missing);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Null when the topics are known, each with leaders. */
  private static Throwable unknown(Admin admin, List<String> topics) throws InterruptedException {
    try {
      for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
        if (topic.partitions().stream().anyMatch(partition -> partition.leader() == null)) {
          return new LeaderNotAvailableException("there is no leader for " + topic.name());
        }
      }
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }
}
