package io.madcloud.bench.process;

import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** The broker and the registry of a run, with their data in a given directory, until killed. */
public final class BrokerMain {

  /** Begins the one line that is printed: this, the bootstrap servers, the registry's address. */
  static final String READY = "READY ";

  /** A partition of a topic that is not compacted; the bench has read it long before. */
  private static final Map<String, Integer> KEPT =
      Map.of("log.retention.bytes", 256 * 1024 * 1024, "log.segment.bytes", 64 * 1024 * 1024);

  private BrokerMain() {}

  /** The one argument is the directory. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    try (DevCluster cluster =
        DevCluster.start(DevClusterConfig.temporary().withDataDirectory(Path.of(args[0])))) {
      limitTopics(cluster.bootstrapServers());
      System.out.println(READY + cluster.bootstrapServers() + " " + cluster.schemaRegistryUrl());
      new CountDownLatch(1).await();
    }
  }

  /** Otherwise ten minutes of load, journals and outcomes of all sides, would fill the disk. */
  private static void limitTopics(String bootstrapServers)
      throws InterruptedException, ExecutionException {
    Collection<AlterConfigOp> kept =
        KEPT.entrySet().stream()
            .map(
                setting ->
                    new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue().toString()),
                        AlterConfigOp.OpType.SET))
            .toList();
    ConfigResource everyBroker = new ConfigResource(ConfigResource.Type.BROKER, "");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.incrementalAlterConfigs(Map.of(everyBroker, kept)).all().get();
    }
  }
}
