package io.madcloud.bench.process;

import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The broker and the registry of a run, with their data in a given directory, until killed. */
public final class BrokerMain {

  /** Begins the one line that is printed: this, the bootstrap servers, the registry's address. */
  static final String READY = "READY ";

  private BrokerMain() {}

  /** The one argument is the directory. */
  public static void main(String[] args) throws InterruptedException {
    try (DevCluster cluster =
        DevCluster.start(DevClusterConfig.temporary().withDataDirectory(Path.of(args[0])))) {
      System.out.println(READY + cluster.bootstrapServers() + " " + cluster.schemaRegistryUrl());
      new CountDownLatch(1).await();
    }
  }
}
