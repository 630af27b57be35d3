package io.madcloud.topology;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who works on a cluster, and what each has to be allowed there: the one place that says so. What
 * is printed, checked at an engine's start, and granted by the manifests comes from here or is
 * compared with it.
 */
public enum ClusterUser {

  /** The engines, with their ingress. */
  ENGINE {
    @Override
    public List<Grant> needs(MadcloudConfig config, Edges edges) {
      Topics topics = config.topics();
      String application = config.applicationId();
      List<Grant> needs = new ArrayList<>();
      needs.add(Grant.on(TOPIC, topics.notifications(), READ, WRITE));
      needs.add(Grant.on(TOPIC, topics.replies(), READ));
      needs.add(Grant.on(TOPIC, topics.controls(), READ));
      needs.add(Grant.on(TOPIC, topics.programs(), READ));
      needs.add(Grant.on(TOPIC, topics.answers(), WRITE));
      needs.add(Grant.on(TOPIC, topics.journal(), WRITE));
      needs.add(Grant.on(TOPIC, topics.outcomes(), WRITE));
      needs.add(Grant.on(TOPIC, topics.deadLetters(), WRITE));
      needs.add(Grant.onAll(TOPIC, topics.calls(""), WRITE));
      topics.outgoing().forEach(topic -> needs.add(Grant.on(TOPIC, topic, WRITE)));
      topics.incoming().forEach(topic -> needs.add(Grant.on(TOPIC, topic, READ)));
      edges.sources().forEach(topic -> needs.add(Grant.on(TOPIC, topic, READ)));
      edges.published().forEach(topic -> needs.add(Grant.on(TOPIC, topic, WRITE)));
      // The changelogs of the stores, which Kafka Streams creates.
      needs.add(Grant.onAll(TOPIC, internal(application), CREATE, READ, WRITE));
      needs.add(Grant.on(GROUP, application, READ));
      needs.add(Grant.on(GROUP, IngressWiring.group(application), READ));
      needs.add(Grant.onAll(GROUP, EngineGroup.reportGroups(application), READ, DELETE));
      needs.add(Grant.onAll(TRANSACTIONAL_ID, internal(application), WRITE));
      return needs;
    }
  },

  /** Whoever runs the commands that talk to a cluster; topics are created by an administrator. */
  OPERATOR {
    @Override
    public List<Grant> needs(MadcloudConfig config, Edges edges) {
      Topics topics = config.topics();
      List<Grant> needs = new ArrayList<>();
      needs.add(Grant.on(TOPIC, topics.programs(), READ, WRITE));
      needs.add(Grant.on(TOPIC, topics.notifications(), READ, WRITE));
      needs.add(Grant.on(TOPIC, topics.replies(), WRITE));
      needs.add(Grant.on(TOPIC, topics.controls(), WRITE));
      needs.add(Grant.on(TOPIC, topics.answers(), READ));
      needs.add(Grant.on(TOPIC, topics.journal(), READ));
      needs.add(Grant.on(TOPIC, topics.outcomes(), READ));
      needs.add(Grant.on(TOPIC, topics.deadLetters(), READ));
      // Whoever declares an op creates the topic of the server that it calls.
      needs.add(Grant.onAll(TOPIC, topics.calls(""), CREATE, DESCRIBE));
      topics.outgoing().forEach(topic -> needs.add(Grant.on(TOPIC, topic, DESCRIBE)));
      topics.incoming().forEach(topic -> needs.add(Grant.on(TOPIC, topic, DESCRIBE)));
      edges.topics().forEach(topic -> needs.add(Grant.on(TOPIC, topic, DESCRIBE)));
      String application = config.applicationId();
      needs.add(Grant.on(GROUP, application, DESCRIBE));
      needs.add(Grant.onAll(GROUP, EngineGroup.reportGroups(application), DESCRIBE));
      return needs;
    }
  },

  /** Servers of ops, whatever their names. */
  SERVER {
    @Override
    public List<Grant> needs(MadcloudConfig config, Edges edges) {
      Topics topics = config.topics();
      return List.of(
          Grant.onAll(TOPIC, topics.calls(""), READ),
          Grant.on(TOPIC, topics.replies(), WRITE),
          // The first of a share group sets where it begins, and that it sees committed calls only.
          Grant.onAll(GROUP, topics.serverGroups(), READ, ALTER_CONFIGS));
    }
  },

  /** Servers that ask others by HTTP; they type what those say as the program has it. */
  HTTP_SERVER {
    @Override
    public List<Grant> needs(MadcloudConfig config, Edges edges) {
      List<Grant> needs = new ArrayList<>(SERVER.needs(config, edges));
      needs.add(Grant.on(TOPIC, config.topics().programs(), READ));
      return needs;
    }
  };

  /**
   * What this user has to be allowed; operations that others imply are not named.
   *
   * @param edges of programs, whose topics are among it
   */
  public abstract List<Grant> needs(MadcloudConfig config, Edges edges);

  /** Such as {@code http-server}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the names of topics and transactions of an application begin with. */
  private static String internal(String application) {
    return application + "-";
  }
}
