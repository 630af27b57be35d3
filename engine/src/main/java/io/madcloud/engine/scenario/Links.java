package io.madcloud.engine.scenario;

import io.madcloud.engine.Update;
import io.madcloud.engine.Update.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The links between the datacenters of a scenario. By themselves they deliver in order and at once;
 * hostile ones delay, repeat and reorder, the same way for the same seed. Nothing is lost. Not
 * thread-safe.
 */
final class Links {

  /** An update on its way. */
  private record Crossing(String to, Update update, long due) {
    Link link() {
      return new Link(update.from(), to);
    }
  }

  /** Takes what arrives in a datacenter. */
  interface Receiver {
    void arrive(String datacenter, Update update);
  }

  private final Hostility hostility;
  private final SplittableRandom chance;
  private final Receiver receiver;
  private final List<Crossing> underWay = new ArrayList<>();
  private final TreeMap<Link, ScenarioOutcome.Crossed> crossed = new TreeMap<>();
  private long events;

  Links(Hostility hostility, Receiver receiver) {
    this.hostility = hostility;
    this.chance = new SplittableRandom(hostility.seed());
    this.receiver = receiver;
  }

  /** An update sets out. */
  void send(String to, Update update) {
    int copies = chance.nextDouble() < hostility.duplicate() ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      long due = events + chance.nextInt(hostility.delay() + 1);
      underWay.add(new Crossing(to, update, due));
    }
    int fields = update.messages().stream().mapToInt(content -> content.fields().size()).sum();
    crossed.merge(
        new Link(update.from(), to),
        new ScenarioOutcome.Crossed(update.from(), to, 1, fields),
        ScenarioOutcome.Crossed::plus);
  }

  /** An event is over: what is due arrives, and what is sent by that and due at once. */
  void deliver() {
    for (Crossing next = next(); next != null; next = next()) {
      receiver.arrive(next.to, next.update);
    }
    events++;
  }

  /** All that is under way arrives. */
  void deliverAll() {
    events = Integer.MAX_VALUE;
    deliver();
  }

  /** What crossed, by direction. */
  List<ScenarioOutcome.Crossed> crossed() {
    return List.copyOf(crossed.values());
  }

  private Crossing next() {
    List<Crossing> arriving = new ArrayList<>();
    boolean overtakes = chance.nextDouble() < hostility.reorder();
    for (Crossing crossing : underWay) {
      boolean first = arriving.stream().noneMatch(other -> other.link().equals(crossing.link()));
      if (overtakes || first) {
        arriving.add(crossing);
      }
    }
    arriving.removeIf(crossing -> crossing.due > events);
    if (arriving.isEmpty()) {
      return null;
    }
    boolean hostile = !hostility.equals(Hostility.NONE);
    Crossing next = arriving.get(hostile ? chance.nextInt(arriving.size()) : 0);
    underWay.remove(next);
    return next;
  }
}
