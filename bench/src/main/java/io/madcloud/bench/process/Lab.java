package io.madcloud.bench.process;

import io.madcloud.app.cluster.TemporaryDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A broker and a registry in a process of their own, and the processes that work on them. Closing
 * it, or the end of this process, ends them all and deletes what they have written. Thread-safe.
 */
public final class Lab implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(2);

  private final TemporaryDirectory directory = TemporaryDirectory.create("madcloud-bench");
  private final Deque<JavaProcess> processes = new ArrayDeque<>();
  private final Thread hook = new Thread(this::end, "bench-end");
  private final JavaProcess broker;
  private final String bootstrapServers;
  private final String registryUrl;
  private boolean ended;

  /** Starts the broker and the registry. */
  public Lab() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(hook);
    broker =
        start("the broker", BrokerMain.class.getName(), List.of(subdirectory("broker").toString()));
    String ready = broker.awaitLine(line -> line.startsWith(BrokerMain.READY), START);
    int space = ready.indexOf(' ', BrokerMain.READY.length());
    bootstrapServers = ready.substring(BrokerMain.READY.length(), space);
    registryUrl = ready.substring(space + 1);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  public String registryUrl() {
    return registryUrl;
  }

  /** The process of the broker. */
  public JavaProcess broker() {
    return broker;
  }

  /** A directory that is deleted in the end; not created yet. */
  public Path subdirectory(String name) {
    return directory.path().resolve(name);
  }

  /** Starts a process that ends with this. */
  public synchronized JavaProcess start(String name, String mainClass, List<String> arguments) {
    if (ended) {
      throw new IllegalStateException("Expected a lab that is open, but it is being closed");
    }
    JavaProcess process = JavaProcess.start(name, mainClass, arguments);
    processes.push(process);
    return process;
  }

  private synchronized void end() {
    ended = true;
    while (!processes.isEmpty()) {
      processes.pop().close();
    }
    directory.close();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The hook is at it.
    }
    end();
  }
}
