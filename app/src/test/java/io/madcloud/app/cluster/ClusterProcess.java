package io.madcloud.app.cluster;

import java.io.IOException;
import java.nio.file.Path;

/** Runs a cluster in a JVM of its own until its standard input ends, or until it is killed. */
final class ClusterProcess {
  private ClusterProcess() {}

  /** Arguments: the data directory, the broker's port, the registry's port. */
  public static void main(String[] args) throws IOException {
    DevClusterConfig config =
        DevClusterConfig.temporary()
            .withDataDirectory(Path.of(args[0]))
            .withBrokerPort(Integer.parseInt(args[1]))
            .withRegistryPort(Integer.parseInt(args[2]));
    try (DevCluster cluster = DevCluster.start(config)) {
      System.out.println("ready " + cluster.clusterId());
      while (System.in.read() >= 0) {
        // Nothing to say to it: only the end counts.
      }
    }
  }
}
