package io.madcloud.engine;

import io.madcloud.engine.SpreadState.Report;
import io.madcloud.engine.SpreadState.ToldState;
import io.madcloud.engine.Update.Counts;
import io.madcloud.engine.Update.Link;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a process is spread over datacenters, seen from one of them: whose home what is, what time it
 * is, who was told what, and what came from whom. Mutable; a turn works on a copy.
 *
 * <p>That updates are applied in an order that respects their causes is the algorithm of M. Raynal,
 * A. Schiper and S. Toueg, "The causal ordering abstraction and a simple way to implement it"
 * (1991); that a process is quiescent everywhere is found by counting, as in F. Mattern,
 * "Algorithms for distributed termination detection" (1987).
 */
final class Spread {

  private final String here;
  private final String origin;
  private final String notification;
  private final Map<Link, Long> sent;
  private final Map<String, Long> received;
  private final Map<String, Report> reports;
  private final Map<String, Told> told;
  private final List<Update> early;
  private long time;
  private boolean news;

  /**
   * @param notification path of the op that began the process in {@code origin}
   */
  Spread(String here, String origin, String notification) {
    this(
        here,
        origin,
        notification,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new ArrayList<>(0));
  }

  private Spread(
      String here,
      String origin,
      String notification,
      Map<Link, Long> sent,
      Map<String, Long> received,
      Map<String, Report> reports,
      Map<String, Told> told,
      List<Update> early) {
    this.here = here;
    this.origin = origin;
    this.notification = notification;
    this.sent = sent;
    this.received = received;
    this.reports = reports;
    this.told = told;
    this.early = early;
  }

  static Spread restored(SpreadState state) {
    Spread spread = new Spread(state.here(), state.origin(), state.notification());
    spread.sent.putAll(state.sent());
    spread.received.putAll(state.received());
    spread.reports.putAll(state.reports());
    state
        .told()
        .forEach(
            (datacenter, known) ->
                spread.told.put(
                    datacenter,
                    new Told(
                        InvocationSet.ofBounds(known.fieldsets()),
                        InvocationSet.ofBounds(known.fields()),
                        InvocationSet.ofBounds(known.invocations()),
                        InvocationSet.ofBounds(known.messages()))));
    spread.early.addAll(state.early());
    spread.time = state.time();
    spread.news = state.news();
    return spread;
  }

  /** What has to be stored. */
  SpreadState state() {
    Map<String, ToldState> known = new HashMap<>();
    told.forEach(
        (datacenter, it) ->
            known.put(
                datacenter,
                new ToldState(
                    it.fieldsets().bounds(),
                    it.fields().bounds(),
                    it.invocations().bounds(),
                    it.messages().bounds())));
    return new SpreadState(
        here,
        origin,
        notification,
        time,
        Map.copyOf(sent),
        Map.copyOf(received),
        Map.copyOf(reports),
        known,
        List.copyOf(early),
        news);
  }

  Spread copy() {
    Map<String, Told> copies = new TreeMap<>();
    told.forEach((datacenter, known) -> copies.put(datacenter, known.copy()));
    Spread copy =
        new Spread(
            here,
            origin,
            notification,
            new TreeMap<>(sent),
            new TreeMap<>(received),
            new TreeMap<>(reports),
            copies,
            new ArrayList<>(early));
    copy.time = time;
    copy.news = news;
    return copy;
  }

  /** The datacenter that this is. */
  String here() {
    return here;
  }

  /** The datacenter where the notification arrived: the home of the root. */
  String origin() {
    return origin;
  }

  /** Path of the op that began the process. */
  String notification() {
    return notification;
  }

  boolean isOrigin() {
    return here.equals(origin);
  }

  /** The home of a fieldset: where it came to be. */
  String home(Fieldset fieldset) {
    return fieldset.forkedAt() == null ? origin : fieldset.forkedAt().datacenter();
  }

  /** Where an op runs: where it says, or else where the process began. */
  String residence(Op op) {
    String at = op.spec().at();
    return at == null || op.isNotification() ? origin : at;
  }

  boolean isResident(Op op) {
    return residence(op).equals(here);
  }

  /**
   * Whether this datacenter decides when a contribution goes: it made it; or its op is resident
   * here now, and all ops have left the datacenter that made it.
   */
  boolean mayWithdraw(Stamp stamp, Op op, Program program) {
    return stamp.datacenter().equals(here)
        || (isResident(op) && !isParticipant(stamp.datacenter(), program));
  }

  /** The next moment here. */
  Stamp tick() {
    return new Stamp(++time, here);
  }

  long time() {
    return time;
  }

  /** What a datacenter knows; to be changed. */
  Told told(String datacenter) {
    return told.computeIfAbsent(datacenter, name -> Told.nothing());
  }

  /** Whether a datacenter was ever sent something from here. */
  boolean hasSentTo(String datacenter) {
    return sent.containsKey(new Link(here, datacenter));
  }

  /** An update goes to a datacenter. */
  void count(String datacenter) {
    sent.merge(new Link(here, datacenter), 1L, Long::sum);
    news = news || !datacenter.equals(origin);
  }

  /** The number of the last update to a datacenter. */
  long sentTo(String datacenter) {
    return sent.getOrDefault(new Link(here, datacenter), 0L);
  }

  Counts counts() {
    return new Counts(sent, received);
  }

  /** Whether the origin has yet to hear how things stand here. */
  boolean hasNews() {
    return news && !isOrigin();
  }

  void originWasTold() {
    news = false;
  }

  /** There is something for the origin to hear. */
  void haveNews() {
    news = true;
  }

  /** Updates that came before what they rest on. */
  List<Update> early() {
    return early;
  }

  boolean isKnown(Update update) {
    return update.number() <= receivedFrom(update.from())
        || early.stream()
            .anyMatch(
                other -> other.from().equals(update.from()) && other.number() == update.number());
  }

  private long receivedFrom(String datacenter) {
    return received.getOrDefault(datacenter, 0L);
  }

  /**
   * Whether this datacenter waits on another one: on each that has an op, and on the origin. One
   * that all ops have left, as it is lost, is waited for no more.
   */
  private boolean isParticipant(String datacenter, Program program) {
    return datacenter.equals(origin) || program.interests().datacenters().contains(datacenter);
  }

  /** Whether all that an update rests on has been received, if it can be expected. */
  boolean isDue(Update update, Program program) {
    if (update.number() != receivedFrom(update.from()) + 1) {
      return false;
    }
    for (Map.Entry<Link, Long> crossing : update.counts().sent().entrySet()) {
      Link link = crossing.getKey();
      if (link.to().equals(here)
          && !link.from().equals(update.from())
          && isParticipant(link.from(), program)
          && receivedFrom(link.from()) < crossing.getValue()) {
        return false;
      }
    }
    return true;
  }

  /** An update is taken that is due. */
  void receive(Update update) {
    String from = update.from();
    time = Math.max(time, update.time());
    received.put(from, update.number());
    Map<String, Long> theirs = new HashMap<>();
    update
        .counts()
        .sent()
        .forEach(
            (link, count) -> {
              sent.merge(link, count, Math::max);
              if (link.from().equals(from)) {
                theirs.put(link.to(), count);
              }
            });
    reports.put(from, new Report(update.status(), theirs, update.counts().received()));
    news = true;
  }

  /** What a datacenter said last of its status; null when it never said anything. */
  Status reported(String datacenter) {
    Report report = reports.get(datacenter);
    return report == null ? null : report.status();
  }

  /** The other datacenters that have a view of the process, as far as is known here; sorted. */
  SortedSet<String> viewers() {
    SortedSet<String> viewers = new TreeSet<>();
    for (Link link : sent.keySet()) {
      viewers.add(link.from());
      viewers.add(link.to());
    }
    viewers.remove(here);
    return viewers;
  }

  /**
   * Whether, by what all have said of themselves, nothing is to be done anywhere else, and nothing
   * is on its way. Whoever has work again after it said that it had none has received an update
   * that was counted by its sender before; so the counts differ.
   */
  boolean isQuietElsewhere(Program program) {
    SortedSet<String> viewers = viewers();
    viewers.removeIf(viewer -> !isParticipant(viewer, program));
    for (String viewer : viewers) {
      Report report = reports.get(viewer);
      if (report == null
          || report.status() == Status.RUNNING
          || sentTo(viewer) != report.received().getOrDefault(here, 0L)
          || report.sent().getOrDefault(here, 0L) != receivedFrom(viewer)) {
        return false;
      }
      for (String other : viewers) {
        Report others = reports.get(other);
        if (others == null
            || !report
                .sent()
                .getOrDefault(other, 0L)
                .equals(others.received().getOrDefault(viewer, 0L))) {
          return false;
        }
      }
    }
    return early.isEmpty();
  }
}
