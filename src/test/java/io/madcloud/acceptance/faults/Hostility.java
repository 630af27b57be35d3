package io.madcloud.acceptance.faults;

import io.madcloud.acceptance.harness.CallWorker;
import io.madcloud.acceptance.harness.CallWorker.Sending;
import io.madcloud.wire.Call;
import io.madcloud.wire.CallError;
import io.madcloud.wire.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The worst that a server may do that means well: replies come in another order than calls, twice,
 * after the time-out, in the name of another attempt, as failures that others may repair, or never.
 * What a reply says is what it should.
 */
final class Hostility implements CallWorker.Manner {
  private enum Mood {
    PROMPT,
    TWICE,
    LATE,
    TWICE_AND_LATE,
    MISNAMED,
    FAILED,
    DROPPED
  }

  /** As likely as they are often here. */
  private static final List<Mood> MOODS =
      List.of(
          Mood.PROMPT,
          Mood.PROMPT,
          Mood.PROMPT,
          Mood.TWICE,
          Mood.TWICE,
          Mood.LATE,
          Mood.TWICE_AND_LATE,
          Mood.MISNAMED,
          Mood.FAILED,
          Mood.DROPPED);

  /** Replies to calls that come within this time change their order. */
  private static final int HELD_MS = 60;

  private final int timeoutMs;
  private final SplittableRandom chance;
  private final Map<Mood, Integer> times = new ConcurrentHashMap<>();

  /**
   * @param timeoutMs that calls have
   */
  Hostility(int timeoutMs, long seed) {
    this.timeoutMs = timeoutMs;
    this.chance = new SplittableRandom(seed);
  }

  @Override
  public List<Sending> sendings(Call call, Reply reply) {
    Mood mood = MOODS.get(chance.nextInt(MOODS.size()));
    times.merge(mood, 1, Integer::sum);
    return switch (mood) {
      case PROMPT -> List.of(soon(reply));
      case TWICE -> List.of(soon(reply), soon(reply));
      case LATE -> List.of(late(reply));
      case TWICE_AND_LATE -> List.of(soon(reply), late(reply), late(reply));
      case MISNAMED -> List.of(soon(of(reply, -1)), soon(of(reply, 1)), late(of(reply, 0)));
      case FAILED -> List.of(soon(failed(reply)), soon(failed(reply)), late(reply));
      case DROPPED -> List.of();
    };
  }

  private Sending soon(Reply reply) {
    return new Sending(reply, chance.nextInt(HELD_MS));
  }

  private Sending late(Reply reply) {
    return new Sending(reply, timeoutMs + chance.nextInt(3 * timeoutMs));
  }

  /** The same for another attempt. */
  private static Reply of(Reply reply, int further) {
    int attempt = Math.max(0, reply.getAttempt() + further);
    return reply(reply, attempt, reply.getMessages(), null);
  }

  private static Reply failed(Reply reply) {
    return reply(reply, reply.getAttempt(), List.of(), new CallError("not now", true));
  }

  private static Reply reply(
      Reply like, int attempt, List<Map<String, Object>> messages, CallError error) {
    return new Reply(
        like.getProcess(), like.getIncarnation(), like.getInvocation(), attempt, messages, error);
  }

  /** Whether it has been everything that it can be. */
  boolean wasAll() {
    return times.keySet().containsAll(Set.of(Mood.values()));
  }

  /** How often it was what. */
  @Override
  public String toString() {
    return new TreeMap<>(times).toString();
  }
}
