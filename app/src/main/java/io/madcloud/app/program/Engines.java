package io.madcloud.app.program;

import io.madcloud.app.cli.Connection;
import io.madcloud.topology.EngineGroup;
import io.madcloud.topology.EngineGroup.Member;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The engines of a cluster, for whoever waits for them. */
final class Engines {

  private static final long PAUSE_NS = 100_000_000;

  private final EngineGroup group;

  Engines(Connection connection) {
    this.group = new EngineGroup(connection.admin(), connection.config());
  }

  /**
   * Waits until every engine that runs has folded a revision.
   *
   * @return these engines; none when none runs
   * @throws IllegalStateException naming those that have not when the time is over
   */
  List<Member> await(long revision, Duration timeout) throws InterruptedException {
    long deadlineNs = System.nanoTime() + timeout.toNanos();
    while (true) {
      List<Member> members = members();
      List<Member> missing = members.stream().filter(member -> !member.has(revision)).toList();
      if (missing.isEmpty()) {
        return members;
      }
      if (System.nanoTime() > deadlineNs) {
        throw new IllegalStateException(
            ("Expected all %d engines to work with revision %d within %s, but not yet: %s. It is"
                    + " declared and stands; the same command with a longer --timeout goes on"
                    + " waiting")
                .formatted(members.size(), revision, text(timeout), describe(missing)));
      }
      LockSupport.parkNanos(PAUSE_NS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private List<Member> members() throws InterruptedException {
    try {
      return group.members();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Expected the brokers to tell which engines run, but: " + e.getCause().getMessage(),
          e.getCause());
    }
  }

  private static String describe(List<Member> missing) {
    return missing.stream()
        .map(
            member ->
                "%s on %s (%s)"
                    .formatted(
                        member.clientId(),
                        member.host(),
                        member.folded() < 0
                            ? "has not said how far it is"
                            : "is at offset " + member.folded()))
        .collect(Collectors.joining(", "));
  }

  private static String text(Duration timeout) {
    return timeout.toMillis() % 1_000 == 0
        ? timeout.toSeconds() + " s"
        : timeout.toMillis() + " ms";
  }
}
