package io.madcloud.topology;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What an engine leaves behind when it has stopped: the topics of its stores, consumer groups that
 * remember what it has taken, and stores on the disk of this machine. Its inputs and outputs are no
 * part of that. Thread-safe; asks anew at every call.
 */
public final class EngineRemains {

  private final Admin admin;
  private final MadcloudConfig config;

  public EngineRemains(Admin admin, MadcloudConfig config) {
    this.admin = admin;
    this.config = config;
  }

  /** The topics of its stores, by name. */
  public List<String> changelogs() throws InterruptedException {
    return List.copyOf(new Changelogs(config.applicationId()).partitions(admin).keySet());
  }

  /**
   * The consumer groups of the engine, by name: that of its inputs, and those in which engines that
   * were killed had told what they had folded.
   */
  public List<String> groups() throws ExecutionException, InterruptedException {
    return groupTypes().keySet().stream().sorted().toList();
  }

  /** The consumer group of the ingress, if there is one. */
  public Optional<String> ingressGroup() throws ExecutionException, InterruptedException {
    String group = IngressWiring.group(config.applicationId());
    for (GroupListing listing : admin.listGroups().all().get()) {
      if (listing.groupId().equals(group)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }

  /** The directory of its stores on this machine, if there is one. */
  public Optional<Path> stores() {
    String root =
        new StreamsConfig(config.streamsProperties()).getString(StreamsConfig.STATE_DIR_CONFIG);
    return Optional.of(Path.of(root, config.applicationId())).filter(Files::isDirectory);
  }

  /**
   * Deletes topics and groups, one after the other; what is not there any more is passed over.
   *
   * @throws ExecutionException if the brokers do not answer or refuse; what is deleted stays so
   */
  public void delete(List<String> topics, List<String> groups)
      throws ExecutionException, InterruptedException {
    Map<String, GroupType> types = groupTypes();
    for (String group : groups) {
      KafkaFuture<Void> deleted =
          types.get(group) == GroupType.STREAMS
              ? admin.deleteStreamsGroups(List.of(group)).all()
              : admin.deleteConsumerGroups(List.of(group)).all();
      deleted.get();
    }
    admin.deleteTopics(topics).all().get();
  }

  /** Has the next engine begin behind all inputs that there are now. */
  public void skipInputs() throws ExecutionException, InterruptedException {
    Topics topics = config.topics();
    List<String> inputs = new ArrayList<>(topics.incoming());
    inputs.addAll(List.of(topics.notifications(), topics.replies(), topics.controls()));
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(inputs).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(
              info ->
                  asked.put(
                      new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest()));
    }
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    admin
        .listOffsets(asked)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
    admin.alterConsumerGroupOffsets(config.applicationId(), ends).all().get();
  }

  private Map<String, GroupType> groupTypes() throws ExecutionException, InterruptedException {
    String reports = EngineGroup.reportGroup(config.applicationId(), "");
    Map<String, GroupType> types = new HashMap<>();
    for (GroupListing group : admin.listGroups().all().get()) {
      if (group.groupId().equals(config.applicationId()) || group.groupId().startsWith(reports)) {
        types.put(group.groupId(), group.type().orElse(GroupType.CLASSIC));
      }
    }
    return types;
  }
}
