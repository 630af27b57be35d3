package io.madcloud.acceptance.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory that is soon full. Only root can have one. */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 64 * 1024;

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Why there can be none here; null when there can. */
  public static String whyNot() throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return "mounting takes root, and this is " + System.getProperty("user.name");
    }
    Path probe = Files.createTempDirectory("madcloud-disk");
    try {
      mount(probe, 1).close();
      return null;
    } catch (IllegalStateException e) {
      return e.getMessage();
    } finally {
      Files.delete(probe);
    }
  }

  /**
   * Mounts one.
   *
   * @param directory that is empty
   */
  public static SmallDisk mount(Path directory, int megabytes) {
    run(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", "" + directory));
    return new SmallDisk(directory);
  }

  /** Leaves no room, not a byte. */
  public void fill() throws IOException {
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      byte[] block = new byte[BLOCK];
      while (directory.toFile().getUsableSpace() > 0) {
        ballast.write(block, 0, (int) Math.min(BLOCK, directory.toFile().getUsableSpace()));
      }
    }
  }

  /** Takes back what filled it. */
  public void makeRoom() throws IOException {
    Files.delete(ballast());
  }

  private Path ballast() {
    return directory.resolve("ballast");
  }

  @Override
  public void close() {
    run(List.of("umount", "-l", directory.toString()));
  }

  private static void run(List<String> command) {
    try {
      int exitCode = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException(
            "Expected '%s' to succeed, but it ended with %d"
                .formatted(String.join(" ", command), exitCode));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
