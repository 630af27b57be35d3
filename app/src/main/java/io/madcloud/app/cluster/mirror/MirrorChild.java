package io.madcloud.app.cluster.mirror;

import io.madcloud.app.cluster.EndOfInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One life of MirrorMaker, from start to end. Thread-safe. */
final class MirrorChild {

  private static final String LOGBACK = "io/madcloud/app/cluster/mirror/logback-mirror.xml";

  /** Longer than it gives itself. */
  private static final int PATIENCE_S = 15;

  private final Process process;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  private MirrorChild(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "mirror-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a JVM.
   *
   * @param log that its messages are appended to
   */
  static MirrorChild start(Path properties, Path log) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Dlogback.configurationFile=" + LOGBACK,
            "-cp",
            MirrorLibraries.classPath(),
            MirrorMain.class.getName(),
            properties.toString());
    try {
      return new MirrorChild(
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new MirrorException("Expected to start MirrorMaker, but " + e.getMessage(), e);
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.equals(MirrorMain.READY)) {
          ready.complete(null);
        }
      }
    } catch (IOException e) {
      // It is gone, and whoever waits for it hears of that.
    }
  }

  Process process() {
    return process;
  }

  /** Is done when all clusters have answered. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** Has it leave its groups and end; kills it if that takes too long. */
  void end() {
    EndOfInput.tell(process, PATIENCE_S);
  }

  /** Ends it at once, as SIGKILL does, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
