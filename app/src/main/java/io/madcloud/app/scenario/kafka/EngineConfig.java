package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.Limits;
import io.madcloud.topology.MadcloudConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** How the engine of one scenario is configured. */
final class EngineConfig {

  /** Each event waits for a commit and may wait for a tick. */
  private static final int SOON_MS = 10;

  private EngineConfig() {}

  /**
   * The configuration.
   *
   * @param base of the cluster
   * @param name of the engine; begins the names of all its topics and of nothing else
   * @throws org.apache.kafka.common.config.ConfigException if a limit is none for an engine on
   *     Kafka
   */
  static MadcloudConfig of(
      Map<String, Object> base, String name, Limits limits, Path stateDirectory) {
    Map<String, Object> all = new HashMap<>(base);
    // The journal is read for the values: those of a scenario are nobody's secret.
    all.keySet().removeIf(key -> key.startsWith("madcloud.encryption."));
    all.put(MadcloudConfig.APPLICATION_ID, name);
    all.put(MadcloudConfig.TOPIC_PREFIX, name + ".");
    all.put(MadcloudConfig.STATE_DIR, stateDirectory.toString());
    all.put(MadcloudConfig.THREADS, 1);
    all.put(MadcloudConfig.COMMIT_INTERVAL_MS, (long) SOON_MS);
    all.put(MadcloudConfig.TICK_MS, (long) SOON_MS);
    all.put("streams.poll.ms", (long) SOON_MS);
    all.put(MadcloudConfig.LIMIT_FIELDSETS, Long.toString(limits.fieldsets()));
    all.put(MadcloudConfig.LIMIT_FIRINGS, Long.toString(limits.firings()));
    all.put(MadcloudConfig.LIMIT_BYTES, limits.bytes());
    return new MadcloudConfig(all);
  }
}
