package io.madcloud.app.process;

import io.madcloud.wire.Answer;
import io.madcloud.wire.CountPaused;
import io.madcloud.wire.PausedCount;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * Asks all partitions what there is of paused ops. Each counts by itself, so what they say together
 * is of about the same time. Used by one thread.
 */
final class PausedCounts implements AutoCloseable {

  /** How long one more count may take: no partition has to count anew. */
  private static final Duration RECOUNT = Duration.ofSeconds(10);

  private final ProcessClient client;
  private final String path;
  private final long revision;
  private final Questions questions;

  private PausedCounts(ProcessClient client, String path, long revision)
      throws InterruptedException {
    this.client = client;
    this.path = path;
    this.revision = revision;
    this.questions = Questions.aboutAll(client, path);
  }

  /**
   * All partitions together.
   *
   * @param waiting processes that wait for one of the ops, for each op that they wait for
   * @param pending invocations that are under way
   */
  record Sum(long waiting, long pending) {

    private Sum plus(PausedCount count) {
      return new Sum(waiting + count.getWaiting(), pending + count.getPending());
    }
  }

  /**
   * What there is now of the paused ops at and below a path.
   *
   * @param revision of the program that all running processes are to have met
   * @throws IllegalStateException with the reason as far as it is known, if not all partitions
   *     answer in time
   */
  static Sum of(ProcessClient client, String path, long revision, Deadline deadline)
      throws InterruptedException {
    try (PausedCounts counts = new PausedCounts(client, path, revision)) {
      return counts.sum(deadline);
    }
  }

  /**
   * Waits until no invocation of the paused ops at and below a path is under way.
   *
   * @param progress is told how many are, each time all have been counted, and says whether to go
   *     on
   * @return the last sum
   */
  static Sum awaitNonePending(
      ProcessClient client, String path, long revision, Deadline deadline, LongPredicate progress)
      throws InterruptedException {
    try (PausedCounts counts = new PausedCounts(client, path, revision)) {
      Sum sum = counts.sum(deadline);
      while (progress.test(sum.pending) && sum.pending > 0) {
        counts.questions.poll();
        sum = counts.sum(Deadline.in(RECOUNT));
      }
      return sum;
    }
  }

  private Sum sum(Deadline deadline) throws InterruptedException {
    int partitions = client.partitions(client.topics().controls());
    for (int partition = 0; partition < partitions; partition++) {
      ask(partition);
    }
    Map<Integer, PausedCount> counted = new TreeMap<>();
    while (counted.size() < partitions) {
      Answer answer = questions.next(deadline);
      if (answer.getCounted().getProgramRevision() < revision) {
        ask(answer.getPartition()); // It has not met the program, or counts still.
      } else {
        counted.put(answer.getPartition(), answer.getCounted());
      }
    }
    Sum sum = new Sum(0, 0);
    for (PausedCount count : counted.values()) {
      sum = sum.plus(count);
    }
    return sum;
  }

  /** No process is meant, so its id may be anything that is one. */
  private void ask(int partition) throws InterruptedException {
    questions.ask("paused", partition, question -> new CountPaused(question, path));
  }

  @Override
  public void close() {
    questions.close();
  }
}
