package io.madcloud.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.resource.ResourceType;

/** Whether brokers let an engine do what it must; what they deny is told by name. Immutable. */
final class EngineAccess {

  private final MadcloudConfig config;
  private final String clientId;
  private final List<Grant> needs;
  private final Denials denials;

  /**
   * @param clientId that no other engine has
   */
  EngineAccess(MadcloudConfig config, String clientId) {
    this.config = config;
    this.clientId = clientId;
    this.needs = ClusterUser.ENGINE.needs(config, Edges.NONE);
    this.denials = Denials.of(config.clientProperties());
  }

  /**
   * Asks the brokers.
   *
   * @throws EngineStartException with all that is missing, as far as they tell
   */
  void require(Admin admin) throws InterruptedException {
    String application = config.applicationId();
    List<Grant> missing =
        Permissions.missing(
            admin,
            needs,
            Map.of(
                ResourceType.TOPIC, Set.copyOf(new Changelogs(application).names()),
                ResourceType.GROUP, Set.of(EngineGroup.reportGroup(application, clientId)),
                ResourceType.TRANSACTIONAL_ID, Set.of(application + "-" + clientId)));
    if (!missing.isEmpty()) {
      throw new EngineStartException(
          "Expected an engine that may do all that it must, but " + denials.missing(missing), null);
    }
  }

  /** What a failure means, as a clause; empty when it is none of access. */
  Optional<String> explain(Throwable failure) {
    return denials.explain(failure, needs);
  }
}
