package io.madcloud.app.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a cluster keeps its data: locked against a second cluster while open, deleted at close if
 * it is temporary. The lock goes with the process, however that ends.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String BROKER = "broker";
  private static final String REGISTRY = "registry.jsonl";
  private static final String ENGINE = "engine";

  private final Path root;
  private final boolean temporary;
  private final FileChannel lock;

  private DataDirectory(Path root, boolean temporary, FileChannel lock) {
    this.root = root;
    this.temporary = temporary;
    this.lock = lock;
  }

  static DataDirectory open(Optional<Path> wanted) {
    Path root = null;
    try {
      root =
          wanted.isPresent()
              ? Files.createDirectories(wanted.get()).toRealPath()
              : Files.createTempDirectory("madcloud-");
      return new DataDirectory(root, wanted.isEmpty(), lock(root));
    } catch (IOException e) {
      throw new DevClusterException(
          "Expected a directory that can be written to for %s, but %s%s"
              .formatted(
                  DevClusterConfig.DATA_OPTION,
                  root == null ? wanted.map(Path::toString).orElse("the temporary one") : root,
                  e instanceof FileAlreadyExistsException ? " is a file" : ": " + e),
          e);
    }
  }

  /** The records of the broker. */
  Path broker() {
    return root.resolve(BROKER);
  }

  /** The schemas and settings of the registry. */
  Path registryLog() {
    return root.resolve(REGISTRY);
  }

  /** The stores of an engine that runs beside the cluster. */
  Path engine() {
    return root.resolve(ENGINE);
  }

  Path root() {
    return root;
  }

  /**
   * Deletes what clusters left in a directory, if it is one of theirs and no cluster runs on it.
   * Nothing is deleted of a directory that holds anything else.
   */
  static void erase(Path directory) {
    try {
      if (!Files.exists(directory)) {
        return;
      }
      Set<String> names = names(directory);
      if (names.isEmpty()) {
        return;
      }
      Set<String> foreign = new TreeSet<>(names);
      foreign.removeAll(Set.of(LOCK, BROKER, REGISTRY, ENGINE));
      if (!names.contains(LOCK) || !foreign.isEmpty()) {
        throw new DevClusterException(
            "Expected data of a development cluster alone in %s, but found %s; nothing is deleted"
                .formatted(directory, foreign.isEmpty() ? names : foreign));
      }
      try (FileChannel lock = lock(directory.toRealPath())) {
        assert lock.isOpen();
        for (String name : List.of(BROKER, ENGINE, REGISTRY)) {
          if (names.contains(name)) {
            TemporaryDirectory.delete(directory.resolve(name));
          }
        }
      }
    } catch (IOException e) {
      throw new DevClusterException(
          "Expected to delete the data in " + directory + ", but " + e, e);
    }
  }

  private static Set<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
      if (temporary) {
        TemporaryDirectory.delete(root);
      }
    } catch (IOException e) {
      throw new DevClusterException("Expected to give back " + root + ", but " + e, e);
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another cluster of this JVM holds it: the same answer as for another process.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new DevClusterException(
          "Expected %s to be unused, but another cluster runs on it; choose another with %s"
              .formatted(root, DevClusterConfig.DATA_OPTION));
    }
    return channel;
  }
}
