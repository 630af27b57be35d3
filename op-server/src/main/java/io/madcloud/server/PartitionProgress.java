package io.madcloud.server;

import io.madcloud.server.CallRunner.Verdict;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Which calls of a partition are under way, and up to where all are answered. One thread. */
final class PartitionProgress {

  private static final long NONE = -1;

  /** By offset; what is answered stays until all before it are. */
  private final TreeMap<Long, Future<Verdict>> calls = new TreeMap<>();

  void add(long offset, Future<Verdict> call) {
    calls.put(offset, call);
  }

  /** How many are not done. */
  int underWay() {
    return (int) calls.values().stream().filter(call -> !call.isDone()).count();
  }

  /**
   * The offset to commit because calls were answered since the last time: that of the first which
   * is not, or the one behind the last; -1 for none.
   */
  long takeCommittable() {
    long next = NONE;
    for (Map.Entry<Long, Future<Verdict>> first = calls.firstEntry();
        first != null && isAnswered(first.getValue());
        first = calls.firstEntry()) {
      next = first.getKey() + 1;
      calls.pollFirstEntry();
    }
    return next;
  }

  private static boolean isAnswered(Future<Verdict> call) {
    if (!call.isDone() || call.isCancelled()) {
      return false;
    }
    try {
      return call.get() != Verdict.UNANSWERED;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Expected a call to be answered, but " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("Expected a call that is done, but it is not", e);
    }
  }
}
