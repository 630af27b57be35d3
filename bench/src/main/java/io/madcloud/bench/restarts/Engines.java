package io.madcloud.bench.restarts;

import io.madcloud.app.Main;
import io.madcloud.app.cluster.LoopbackPorts;
import io.madcloud.app.cluster.TemporaryDirectory;
import io.madcloud.bench.contest.Side;
import io.madcloud.bench.process.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Two engines of one application, each with a state directory of its own. One thread at a time. */
final class Engines {

  private static final List<String> NAMES = List.of("engine-0", "engine-1");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Partitions may move once more after all seems done; then engines are not ready again. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final Side.Place place;
  private final int standbys;
  private final List<Integer> ports = LoopbackPorts.free(NAMES.size());
  private final HttpClient client = HttpClient.newHttpClient();
  private final JavaProcess[] processes = new JavaProcess[NAMES.size()];
  private Membership membership;

  Engines(Side.Place place, int standbys) {
    this.place = place;
    this.standbys = standbys;
  }

  /** Starts both as such members and returns when both are ready. */
  void start(Membership as) throws InterruptedException {
    membership = as;
    for (int index = 0; index < processes.length; index++) {
      begin(index);
    }
    awaitReady();
  }

  private void begin(int index) {
    String name = NAMES.get(index);
    Map<String, String> properties = new TreeMap<>(place.properties());
    properties.put("madcloud.state.dir", stateDirectory(index).toString());
    properties.put("madcloud.http.port", ports.get(index).toString());
    properties.put("streams.num.standby.replicas", Integer.toString(standbys));
    properties.putAll(membership.properties(name));
    List<String> arguments = new ArrayList<>(List.of("run"));
    properties.forEach((key, value) -> arguments.addAll(List.of("--property", key + "=" + value)));
    processes[index] = place.lab().start(name, Main.class.getName(), arguments);
  }

  private Path stateDirectory(int index) {
    return place.stateDirectory().resolve(NAMES.get(index));
  }

  /** Stops both. */
  void stop() throws InterruptedException {
    for (JavaProcess process : processes) {
      process.stop(STOP);
    }
  }

  /** Deletes what both have on the disk. */
  void forget() throws IOException {
    for (int index = 0; index < processes.length; index++) {
      if (Files.exists(stateDirectory(index))) {
        TemporaryDirectory.delete(stateDirectory(index));
      }
    }
  }

  /** One of them. */
  JavaProcess process(int index) {
    return processes[index];
  }

  /**
   * Ends one of them, starts it again and waits until both are ready.
   *
   * @return time from its end until then
   */
  Duration restart(int index, End end) throws InterruptedException {
    long beganNs = System.nanoTime();
    if (end == End.STOPPED) {
      processes[index].stop(STOP);
    } else {
      processes[index].close();
    }
    long backNs = System.nanoTime() + end.away().toNanos();
    while (System.nanoTime() < backNs) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    begin(index);
    return Duration.ofNanos(awaitReady() - beganNs);
  }

  /** Returns once both have been ready for a while, with the beginning of that while. */
  private long awaitReady() throws InterruptedException {
    long nowNs = System.nanoTime();
    long deadlineNs = nowNs + PATIENCE.toNanos();
    long readySinceNs = nowNs;
    while (nowNs - readySinceNs < SETTLED.toNanos()) {
      boolean ready = true;
      for (int index = 0; index < processes.length; index++) {
        processes[index].requireAlive();
        ready &= isReady(index);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      nowNs = System.nanoTime();
      readySinceNs = ready ? readySinceNs : nowNs;
      if (nowNs > deadlineNs) {
        throw new IllegalStateException(
            "Expected both engines to be ready within %d s, but they are not"
                .formatted(PATIENCE.toSeconds()));
      }
    }
    return readySinceNs;
  }

  private boolean isReady(int index) throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d/health/ready".formatted(ports.get(index)));
    try {
      return client
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false; // It has not come so far.
    }
  }
}
