package io.madcloud.bench.contest;

import io.madcloud.app.cluster.TemporaryDirectory;
import io.madcloud.bench.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;

/**
 * A side that lost its state and has it again.
 *
 * @param bytes of all files that it had; what the store still holds in memory is not among them
 * @param time from the start of its process until it took inputs again
 */
record RestoredState(long bytes, Duration time) {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /**
   * Ends its process at once, deletes its state and starts it again. The group forgets the process
   * that ended before the next one starts: that wait depends on a session time-out, not on state.
   */
  static RestoredState lose(Entrant entrant) throws Exception {
    Side.Place place = entrant.place();
    entrant.process().close();
    long bytes = bytes(place.stateDirectory());
    TemporaryDirectory.delete(place.stateDirectory());
    awaitEmptyGroup(place);
    long startNs = System.nanoTime();
    JavaProcess process = Entrant.start(entrant.side(), place);
    Duration time = Duration.ofNanos(System.nanoTime() - startNs);
    entrant.lane().follow(process);
    return new RestoredState(bytes, time);
  }

  private static long bytes(Path directory) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void awaitEmptyGroup(Side.Place place) throws Exception {
    Map<String, Object> clients = Map.of("bootstrap.servers", place.lab().bootstrapServers());
    try (Admin admin = Admin.create(clients)) {
      long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
      while (!isEmpty(admin, place.id())) {
        if (System.nanoTime() > deadlineNs) {
          throw new IllegalStateException(
              "Expected the group %s to be empty within %d s, but it is not"
                  .formatted(place.id(), PATIENCE.toSeconds()));
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private static boolean isEmpty(Admin admin, String group) throws Exception {
    return admin.listGroups().all().get().stream()
        .filter(listing -> listing.groupId().equals(group))
        .allMatch(listing -> listing.groupState().equals(Optional.of(GroupState.EMPTY)));
  }
}
