package io.madcloud.app.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a cluster keeps its data: locked against a second cluster while open, deleted at close if
 * it is temporary. The lock goes with the process, however that ends.
 */
final class DataDirectory implements AutoCloseable {
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
          "Expected a directory that can be written to for %s, but %s: %s"
              .formatted(
                  DevClusterConfig.DATA_OPTION,
                  root == null ? wanted.map(Path::toString).orElse("the temporary one") : root,
                  e),
          e);
    }
  }

  /** The records of the broker. */
  Path broker() {
    return root.resolve("broker");
  }

  /** The schemas and settings of the registry. */
  Path registryLog() {
    return root.resolve("registry.jsonl");
  }

  Path root() {
    return root;
  }

  @Override
  public void close() {
    try {
      lock.close();
      if (temporary) {
        deleteTree(root);
      }
    } catch (IOException e) {
      throw new DevClusterException("Expected to give back " + root + ", but " + e, e);
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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

  private static void deleteTree(Path root) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
