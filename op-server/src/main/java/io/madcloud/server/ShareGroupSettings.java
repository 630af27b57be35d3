package io.madcloud.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * What a share group must be set to before its first member joins. By default it would begin with
 * the newest calls, and see those of transactions that were aborted.
 */
final class ShareGroupSettings {

  private static final Map<String, String> NEEDED =
      new TreeMap<>(
          Map.of(
              "share.auto.offset.reset", "earliest",
              "share.isolation.level", "read_committed"));

  private ShareGroupSettings() {}

  /**
   * Sets what is not as needed.
   *
   * @throws OpServerException if that is not possible, with what to do
   */
  static void ensure(Admin admin, String group) throws InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    try {
      Config found = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      List<AlterConfigOp> changes = new ArrayList<>();
      NEEDED.forEach(
          (key, value) -> {
            ConfigEntry entry = found.get(key);
            if (entry == null || !value.equals(entry.value())) {
              changes.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
            }
          });
      if (!changes.isEmpty()) {
        admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
      }
    } catch (ExecutionException e) {
      throw new OpServerException(
          ("Expected to set %s of share group %s, but: %s. Have somebody set it who may"
                  + " (kafka-configs.sh --alter --entity-type groups --entity-name %s), or set %s"
                  + " to %s where brokers have no share groups")
              .formatted(
                  NEEDED,
                  group,
                  e.getCause().getMessage(),
                  group,
                  OpServerConfig.MODE,
                  OpServerConfig.CONSUMER_GROUP),
          e.getCause());
    }
  }
}
