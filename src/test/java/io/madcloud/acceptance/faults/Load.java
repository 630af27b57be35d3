package io.madcloud.acceptance.faults;

import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.DeadLetter;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.engine.program.Program;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Events for confluent and for other programs, of which not too many are under way at a time. Some
 * take the id of a process that engines have forgotten.
 */
final class Load {
  private static final int WINDOW = 50;

  /** Longer than the retention, counted from later. */
  private static final long FORGOTTEN_NS = Duration.ofSeconds(2).toNanos();

  /** An event of a confluent program. */
  record Event(ConfluentProgram program, Map<String, Object> fields) {}

  private record Stopped(String process, ConfluentProgram program, long seenNs) {}

  private final TestBed bed;
  private final List<ConfluentProgram> confluent;
  private final List<OrderedProgram> ordered;
  private final Program program;
  private final SplittableRandom chance;
  private final Map<String, List<Event>> events = new LinkedHashMap<>();
  private final Map<String, Integer> times = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Deque<Stopped> stopped = new ArrayDeque<>();
  private int sent;
  private int reused;

  /**
   * @param program that was compiled of all of these
   */
  Load(
      TestBed bed,
      List<ConfluentProgram> confluent,
      List<OrderedProgram> ordered,
      Program program,
      SplittableRandom chance) {
    this.bed = bed;
    this.confluent = confluent;
    this.ordered = ordered;
    this.program = program;
    this.chance = chance;
  }

  /** Sends as many as may be under way, but not more than so many in all. */
  void send(int total) {
    while (sent < total && open.size() < WINDOW) {
      sent++;
      if (sent % 2 == 0) {
        sendOrdered();
      } else if (isForgotten(stopped.peek())) {
        reused++;
        sendConfluent(stopped.peek().process, stopped.remove().program);
      } else {
        ConfluentProgram any = confluent.get(chance.nextInt(confluent.size()));
        sendConfluent(any.name() + "-" + sent, any);
      }
    }
  }

  private static boolean isForgotten(Stopped oldest) {
    return oldest != null && System.nanoTime() - oldest.seenNs > FORGOTTEN_NS;
  }

  private void sendConfluent(String process, ConfluentProgram of) {
    Map<String, Object> fields = of.event(sent, chance);
    events.computeIfAbsent(process, id -> new ArrayList<>()).add(new Event(of, fields));
    send(process, of.start(), fields);
  }

  private void sendOrdered() {
    OrderedProgram any = ordered.get(chance.nextInt(ordered.size()));
    Map<String, Object> fields =
        OrderedProgram.fields(program.op(any.start()).out(), chance.split());
    send(any.name() + "-" + sent, any.start(), fields);
  }

  private void send(String process, String op, Map<String, Object> fields) {
    times.merge(process, 1, Integer::sum);
    open.add(process);
    bed.notify(process, op, fields);
  }

  /** Takes notice of what has stopped. */
  void settle(Oracle oracle) {
    for (DeadLetter letter : oracle.deadLetters()) {
      if ("madcloud.notifications".equals(letter.headers().get("__streams.errors.topic"))) {
        refused.add(letter.key());
      }
    }
    Iterator<String> each = open.iterator();
    while (each.hasNext()) {
      String process = each.next();
      if (refused.contains(process)) {
        each.remove();
      } else if (oracle.outcomes(process).size() == times.get(process)) {
        each.remove();
        if (events.containsKey(process)) {
          ConfluentProgram of = events.get(process).get(0).program;
          stopped.add(new Stopped(process, of, System.nanoTime()));
        }
      }
    }
  }

  /** How many were sent. */
  int sent() {
    return sent;
  }

  /** How many were sent with the id of an earlier one. */
  int reused() {
    return reused;
  }

  /** How many have stopped, or never began. */
  int settled() {
    return sent - open.size();
  }

  /** The ids of processes that have not stopped. */
  Set<String> open() {
    return open;
  }

  /** By process id, how many processes there must be. */
  Map<String, Integer> expected() {
    Map<String, Integer> expected = new HashMap<>(times);
    expected.keySet().removeAll(refused);
    return expected;
  }

  /** The events of confluent programs by process id, in order. */
  Map<String, List<Event>> events() {
    return events;
  }
}
