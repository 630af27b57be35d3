package io.madcloud.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DeleteConsumerGroupsOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines that run now, and how far each has folded the program log, as the brokers know it. An
 * engine runs as long as it is a member of its application's group: one that is not can commit no
 * turn. Thread-safe; asks anew at every call.
 */
public final class EngineGroup {

  /**
   * A running engine.
   *
   * @param clientId names it
   * @param host where it runs, as the brokers see it
   * @param folded everything before this offset of the program log is folded; -1 when the engine
   *     has not said yet
   */
  public record Member(String clientId, String host, long folded) {

    /** Whether each turn that this engine begins from now on is taken with this revision. */
    public boolean has(long revision) {
      return folded > revision;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(EngineGroup.class);
  private static final String THREAD = "-StreamThread-";
  private static final int FORGET_MS = 3_000;

  private final Admin admin;
  private final String applicationId;
  private final TopicPartition programs;

  public EngineGroup(Admin admin, MadcloudConfig config) {
    this.admin = admin;
    this.applicationId = config.applicationId();
    this.programs = new TopicPartition(config.topics().programs(), 0);
  }

  /** The group in which an engine of this client id tells how far it is. */
  static String reportGroup(String applicationId, String clientId) {
    return reportGroups(applicationId) + clientId;
  }

  /** What the names of these groups begin with. */
  static String reportGroups(String applicationId) {
    return applicationId + "-folded-";
  }

  /** Removes what an engine told that does not run any more; without it, that goes in days. */
  static void forget(Map<String, Object> clients, String applicationId, String clientId) {
    String reportGroup = reportGroup(applicationId, clientId);
    try (Admin admin = Admin.create(clients)) {
      admin
          .deleteConsumerGroups(
              List.of(reportGroup), new DeleteConsumerGroupsOptions().timeoutMs(FORGET_MS))
          .all()
          .get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        LOG.warn(
            "Expected to delete group {}, which nobody needs any more, but brokers do not let this"
                + " engine: it lacks Delete on groups that begin with {}",
            reportGroup,
            reportGroups(applicationId));
      }
      LOG.debug("Expected to delete group {}, but", reportGroup, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The engines that run now, by client id.
   *
   * @throws ExecutionException if the brokers do not answer or refuse
   */
  public List<Member> members() throws ExecutionException, InterruptedException {
    Map<String, String> hosts = hosts();
    Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
    for (String clientId : hosts.keySet()) {
      wanted.put(
          reportGroup(applicationId, clientId),
          new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(programs)));
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    Map<String, Map<TopicPartition, OffsetAndMetadata>> reports =
        admin.listConsumerGroupOffsets(wanted).all().get();
    List<Member> members = new ArrayList<>();
    hosts.forEach(
        (clientId, host) -> {
          OffsetAndMetadata report =
              reports.get(reportGroup(applicationId, clientId)).get(programs);
          members.add(new Member(clientId, host, report == null ? -1 : report.offset()));
        });
    return members;
  }

  /** Client ids of engines and where they run; each thread of an engine is a member. */
  private Map<String, String> hosts() throws ExecutionException, InterruptedException {
    Map<String, String> hosts = new TreeMap<>();
    for (GroupListing group : admin.listGroups().all().get()) {
      if (group.groupId().equals(applicationId)) {
        if (group.type().filter(GroupType.STREAMS::equals).isPresent()) {
          admin
              .describeStreamsGroups(List.of(applicationId))
              .all()
              .get()
              .get(applicationId)
              .members()
              .forEach(member -> add(hosts, member.clientId(), member.clientHost()));
        } else {
          admin
              .describeConsumerGroups(List.of(applicationId))
              .all()
              .get()
              .get(applicationId)
              .members()
              .forEach(member -> add(hosts, member.clientId(), member.host()));
        }
      }
    }
    return hosts;
  }

  private static void add(Map<String, String> hosts, String threadsId, String host) {
    int end = threadsId.lastIndexOf(THREAD);
    hosts.put(
        end < 0 ? threadsId : threadsId.substring(0, end),
        host.startsWith("/") ? host.substring(1) : host);
  }
}
