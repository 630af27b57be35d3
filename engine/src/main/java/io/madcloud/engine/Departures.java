package io.madcloud.engine;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells other datacenters, at the end of a turn, what it did that concerns them: distributed state
 * in the model's section 8. One update goes to each that has to hear something.
 */
final class Departures {

  private final Draft draft;
  private final Process process;
  private final Spread spread;
  private final Set<String> names;

  Departures(Draft draft, Datacenters datacenters) {
    this.draft = draft;
    this.process = draft.process();
    this.spread = process.spread;
    this.names = datacenters.names();
  }

  /**
   * Makes the updates.
   *
   * @param met whether the process met another program in this turn
   * @param knew the datacenters that were told of its status before, if it is the same still
   */
  void make(boolean met, Set<String> knew) {
    Map<String, Parcel> parcels = new TreeMap<>();
    Producers producers = new Producers(process);
    for (String target : targets()) {
      Parcel parcel = new Parcel(draft, producers, target);
      boolean all = met || isNew(target);
      if (all || !draft.moves().isEmpty()) {
        parcel.pack(all);
      }
      if (!parcel.isEmpty()
          || (process.status.isFinal() && !knew.contains(target) && hearsOfEnd(target))
          || (met && wakes(target))) {
        parcels.put(target, parcel);
      }
    }
    parcels.keySet().forEach(spread::count);
    if (spread.hasNews() && process.status != Status.RUNNING) {
      if (!parcels.containsKey(spread.origin())) {
        parcels.put(spread.origin(), new Parcel(draft, producers, spread.origin()));
        spread.count(spread.origin());
      }
      spread.originWasTold();
    }
    parcels.forEach((target, parcel) -> send(target, parcel));
  }

  /** All that may have to hear something. */
  private Set<String> targets() {
    Set<String> targets = new TreeSet<>(draft.program().interests().datacenters());
    targets.addAll(spread.viewers());
    targets.add(spread.origin());
    targets.retainAll(names);
    targets.remove(spread.here());
    return targets;
  }

  /** Whether a datacenter has a view, of which others told, and has heard nothing from here. */
  private boolean isNew(String target) {
    return spread.viewers().contains(target) && !spread.hasSentTo(target);
  }

  /** The origin hears of an end from whom it came to, and the others from the origin. */
  private boolean hearsOfEnd(String target) {
    return spread.isOrigin()
        ? spread.viewers().contains(target) && spread.reported(target) != process.status
        : target.equals(spread.origin());
  }

  /**
   * A view in which nothing is to be done cannot know whether the process runs and has to take
   * notice of a changed program. The origin knows.
   */
  private boolean wakes(String target) {
    return spread.isOrigin()
        && process.status == Status.RUNNING
        && spread.viewers().contains(target);
  }

  private void send(String target, Parcel parcel) {
    Update.Start start =
        new Update.Start(
            spread.origin(), process.incarnation(), spread.notification(), process.traceparent());
    draft
        .effects()
        .add(
            new Effect.Send(
                target,
                new Update(
                    process.id(),
                    start,
                    spread.here(),
                    spread.sentTo(target),
                    spread.time(),
                    spread.counts(),
                    process.status,
                    process.reason,
                    parcel.invocations(),
                    parcel.contents(),
                    parcel.parts())));
  }
}
