package io.madcloud.app.process;

import io.madcloud.wire.Answered;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * When the invocations of a process were made and answered. Engines do not keep that; the journal
 * says it. It is read from about where the process began until all that was asked for is found.
 * Used by one thread.
 */
final class TurnTimes {

  private static final Duration POLL = Duration.ofMillis(200);

  /** A producer's clock may be ahead of an engine's by this. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final Incarnation incarnation;
  private final Map<Integer, Instant> invoked = new HashMap<>();
  private final Map<Integer, Instant> answered = new HashMap<>();

  /** Invocations of which the answer is still to be found; 0 is the notification. */
  private final Set<Integer> unanswered;

  /** Invocations whose making is still to be found. */
  private final Set<Integer> unmade;

  private TurnTimes(Incarnation incarnation, Set<Integer> made, Set<Integer> answered) {
    this.incarnation = incarnation;
    this.unmade = new TreeSet<>(made);
    this.unanswered = new TreeSet<>(answered);
  }

  /**
   * Looks in the journal.
   *
   * @param made the invocations of which it is wanted when they were made
   * @param answered those of which it is wanted when they were answered; 0 is the notification
   * @param deadline by which what was not found stays unknown
   */
  static TurnTimes find(
      ProcessClient client,
      String process,
      Incarnation incarnation,
      Set<Integer> made,
      Set<Integer> answered,
      Deadline deadline)
      throws InterruptedException {
    TurnTimes times = new TurnTimes(incarnation, made, answered);
    if (!times.isComplete()) {
      TopicPartition at = new TopicPartition(incarnation.getTopic(), incarnation.getPartition());
      OptionalLong beganMs =
          TopicReader.timeMs(client, at, incarnation.getOffset(), deadline.left());
      try (TopicReader reader = TopicReader.of(client, process, client.topics().journal())) {
        if (beganMs.isPresent()) {
          reader.toTime(beganMs.getAsLong() - AHEAD.toMillis());
          times.read(client, reader, deadline);
        }
        if (!times.isComplete()) {
          reader.toBeginning();
          times.read(client, reader, deadline);
        }
      }
    }
    return times;
  }

  private void read(ProcessClient client, TopicReader reader, Deadline deadline) {
    TurnParts parts = new TurnParts();
    boolean more = true;
    while (more && !isComplete() && !deadline.isOver()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
        Turn turn = parts.add(client.read(record, Turn.class));
        if (turn != null && turn.getIncarnation().equals(incarnation)) {
          take(turn);
        }
      }
      more = reader.behind() > 0;
    }
  }

  private void take(Turn turn) {
    if (turn.getTurn() == 1 && unanswered.remove(0)) {
      answered.put(0, turn.getTime());
    }
    for (Object change : turn.getChanges()) {
      if (change instanceof Invoked it && unmade.remove(it.getInvocation())) {
        invoked.put(it.getInvocation(), turn.getTime());
      }
      if (change instanceof Answered it && unanswered.remove(it.getInvocation())) {
        answered.put(it.getInvocation(), turn.getTime());
      }
    }
  }

  private boolean isComplete() {
    return unmade.isEmpty() && unanswered.isEmpty();
  }

  /** When an invocation was made; null when that is not known. */
  Instant invoked(int invocation) {
    return invoked.get(invocation);
  }

  /** When an invocation was answered, or the notification arrived; null when that is not known. */
  Instant answered(int invocation) {
    return answered.get(invocation);
  }
}
