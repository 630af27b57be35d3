package io.madcloud.topology.ingress;

import io.madcloud.engine.check.SharedTopics;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.topology.program.Programs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which topics the ops of the program, as it is now, take records from, and which of them can be
 * read. What cannot be is told once. One thread.
 */
final class EventTopics {

  private static final Logger LOG = LoggerFactory.getLogger(EventTopics.class);
  private static final long FIRST_LOOK_MS = 500;
  private static final long LAST_LOOK_MS = 10_000;

  /** Topics that the brokers keep from this engine are asked for again after this time. */
  private static final long DENIED_NS = TimeUnit.MINUTES.toNanos(1);

  private final Programs programs;
  private final Predicate<String> exists;
  private final Predicate<String> ours;
  private final Set<String> toldTopics = new HashSet<>();
  private final Set<List<Op>> toldOps = new HashSet<>();
  private final Set<String> denied = new HashSet<>();
  private final Pauses looks = new Pauses(FIRST_LOOK_MS, LAST_LOOK_MS);

  private EventOps ops = EventOps.of(Program.EMPTY);
  private Set<String> readable = Set.of();
  private long lookAtNs = System.nanoTime();
  private long askAgainAtNs;

  /**
   * @param exists whether there is a topic, as far as is known
   * @param ours whether a topic is one of the engine's own
   */
  EventTopics(Programs programs, Predicate<String> exists, Predicate<String> ours) {
    this.programs = programs;
    this.exists = exists;
    this.ours = ours;
  }

  /** The ops that take records now. */
  EventOps ops() {
    Program program = programs.current();
    if (!ops.isOf(program)) {
      ops = EventOps.of(program);
      SharedTopics.forEach(program, this::tellRepetition);
      toldTopics.retainAll(ops.topics());
      lookAtNs = System.nanoTime();
      looks.over();
    }
    return ops;
  }

  /** The topics to read; looked at anew when the program has changed, and now and then. */
  Set<String> readable() {
    Set<String> named = ops().topics();
    if (!denied.isEmpty() && System.nanoTime() - askAgainAtNs >= 0) {
      denied.clear();
    }
    if (System.nanoTime() - lookAtNs >= 0) {
      Set<String> found = new TreeSet<>();
      for (String topic : named) {
        if (isReadable(topic)) {
          found.add(topic);
        }
      }
      readable = found;
      lookAtNs = System.nanoTime() + 1_000_000 * looks.nextMs();
    }
    return readable;
  }

  /**
   * The brokers do not let this engine read some topics: others must not wait for that.
   *
   * @return whether these are among those that are read
   */
  boolean deny(Set<String> topics) {
    boolean some = topics.stream().anyMatch(readable::contains);
    denied.addAll(topics);
    lookAtNs = System.nanoTime();
    askAgainAtNs = lookAtNs + DENIED_NS;
    return some;
  }

  /** How many topics are named and not read. */
  int unreadable() {
    return ops.topics().size() - readable.size();
  }

  private boolean isReadable(String topic) {
    if (ours.test(topic)) {
      // What is read there would write there again, without end.
      tell(topic, "it is one of the engine's own, whose records are not taken");
      return false;
    }
    if (!exists.test(topic)) {
      // The first answer may only mean that nobody has looked yet.
      if (!looks.isFirst()) {
        tell(topic, "there is none; it is read as soon as there is");
      }
      return false;
    }
    if (denied.contains(topic)) {
      tell(topic, "the brokers do not let this engine: it lacks Read on it; others are read");
      return false;
    }
    return true;
  }

  private void tell(String topic, String but) {
    if (toldTopics.add(topic)) {
      LOG.warn("Expected topic {} for {}, but {}", topic, ops.of(topic), but);
    }
  }

  private void tellRepetition(Op earlier, Op repeated) {
    if (toldOps.add(List.of(earlier, repeated))) {
      LOG.warn(
          "Expected process ids of its own for {}, but each record of topic {} has given its id to"
              + " a process of {} before: it starts none for {}; 'process-id' can name a field",
          repeated,
          repeated.spec().topic(),
          earlier,
          repeated);
    }
  }
}
