package io.madcloud.serdes;

import io.madcloud.engine.Reason;
import io.madcloud.engine.Stamp;
import io.madcloud.engine.Status;
import io.madcloud.engine.Update;
import io.madcloud.engine.Update.Added;
import io.madcloud.engine.Update.Closed;
import io.madcloud.engine.Update.Content;
import io.madcloud.engine.Update.Counts;
import io.madcloud.engine.Update.Forked;
import io.madcloud.engine.Update.Identity;
import io.madcloud.engine.Update.Link;
import io.madcloud.engine.Update.Made;
import io.madcloud.engine.Update.Part;
import io.madcloud.engine.Update.Producer;
import io.madcloud.engine.Update.Withdrawn;
import io.madcloud.wire.ContributionWithdrawn;
import io.madcloud.wire.Crossed;
import io.madcloud.wire.FieldsetClosed;
import io.madcloud.wire.ForkMade;
import io.madcloud.wire.InputName;
import io.madcloud.wire.MadeInvocation;
import io.madcloud.wire.MessageFields;
import io.madcloud.wire.MessageLaid;
import io.madcloud.wire.MessageName;
import io.madcloud.wire.ProcessStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What datacenters tell each other of processes, between the engine and the wire. */
public final class Updates {

  private Updates() {}

  /**
   * The wire's form of an update.
   *
   * @param sentMs when it is written, in milliseconds since 1970; 0 where nobody asks for that
   */
  public static io.madcloud.wire.Update toWire(Update update, long sentMs) {
    return new io.madcloud.wire.Update(
        update.process(),
        Incarnations.toWire(update.start().incarnation()),
        update.start().datacenter(),
        update.start().notification(),
        update.start().traceparent(),
        update.from(),
        update.number(),
        update.time(),
        sentMs,
        crossed(update.counts().sent()),
        received(update.counts().received(), update.from()),
        ProcessStatus.valueOf(update.status().name()),
        update.reason() == null ? null : update.reason().text(),
        update.invocations().stream().map(Updates::toWire).toList(),
        update.messages().stream()
            .map(it -> new MessageFields(toWire(it.producer()), Values.fieldsToWire(it.fields())))
            .toList(),
        update.parts().stream().map(Updates::toWire).toList());
  }

  /**
   * The update that the wire brought.
   *
   * @throws IllegalArgumentException if it has a part, a status or a value that the engine does not
   *     know
   */
  public static Update fromWire(io.madcloud.wire.Update wire) {
    Update.Start start =
        new Update.Start(
            wire.getOrigin(),
            Incarnations.fromWire(wire.getIncarnation()),
            wire.getOp(),
            wire.getTraceparent());
    return new Update(
        wire.getProcess(),
        start,
        wire.getFrom(),
        wire.getNumber(),
        wire.getTime(),
        new Counts(sent(wire.getSent()), received(wire.getReceived())),
        Status.valueOf(wire.getStatus().name()),
        wire.getReason() == null ? null : Reason.of(wire.getReason()),
        wire.getInvocations().stream().map(Updates::fromWire).toList(),
        wire.getMessages().stream()
            .map(it -> new Content(fromWire(it.getMessage()), fields(it.getFields())))
            .toList(),
        wire.getParts().stream().map(Updates::part).toList());
  }

  private static MadeInvocation toWire(Made made) {
    return new MadeInvocation(
        made.datacenter(),
        made.number(),
        made.op(),
        made.moves(),
        made.key().stream()
            .map(
                it ->
                    new InputName(
                        it.field(), it.producers().stream().map(Updates::toWire).toList()))
            .toList(),
        made.sizes(),
        made.superseded());
  }

  private static Made fromWire(MadeInvocation made) {
    return new Made(
        made.getDatacenter(),
        made.getNumber(),
        made.getOp(),
        made.getMoves(),
        made.getKey().stream()
            .map(
                it ->
                    new Identity(
                        it.getField(), it.getShapedBy().stream().map(Updates::fromWire).toList()))
            .toList(),
        List.copyOf(made.getSizes()),
        made.getSuperseded());
  }

  private static Object toWire(Part part) {
    if (part instanceof Forked forked) {
      return new ForkMade(
          forked.fieldset(), forked.parent(), toWire(forked.stamp()), forked.invocation());
    }
    if (part instanceof Added added) {
      return new MessageLaid(
          added.fieldset(), toWire(added.producer()), toWire(added.stamp()), added.fields());
    }
    if (part instanceof Withdrawn withdrawn) {
      return new ContributionWithdrawn(
          withdrawn.fieldset(),
          toWire(withdrawn.producer()),
          toWire(withdrawn.stamp()),
          withdrawn.field(),
          withdrawn.kept());
    }
    return new FieldsetClosed(part.fieldset());
  }

  private static Part part(Object part) {
    if (part instanceof ForkMade forked) {
      return new Forked(
          forked.getFieldset(),
          forked.getParent(),
          fromWire(forked.getStamp()),
          forked.getInvocation());
    }
    if (part instanceof MessageLaid laid) {
      return new Added(
          laid.getFieldset(),
          fromWire(laid.getMessage()),
          fromWire(laid.getStamp()),
          List.copyOf(laid.getFields()));
    }
    if (part instanceof ContributionWithdrawn withdrawn) {
      return new Withdrawn(
          withdrawn.getFieldset(),
          fromWire(withdrawn.getMessage()),
          fromWire(withdrawn.getStamp()),
          withdrawn.getField(),
          List.copyOf(withdrawn.getKept()));
    }
    if (part instanceof FieldsetClosed closed) {
      return new Closed(closed.getFieldset());
    }
    throw new IllegalArgumentException(
        "Expected a part of an update that the engine knows, but found " + part);
  }

  private static Map<String, Object> fields(Map<String, Object> wire) {
    Map<String, Object> fields = new TreeMap<>();
    wire.forEach((path, value) -> fields.put(path, Values.fromWire(value)));
    return fields;
  }

  private static MessageName toWire(Producer producer) {
    return new MessageName(producer.datacenter(), producer.invocation(), producer.message());
  }

  private static Producer fromWire(MessageName name) {
    return new Producer(name.getDatacenter(), name.getInvocation(), name.getMessage());
  }

  static io.madcloud.wire.Stamp toWire(Stamp stamp) {
    return new io.madcloud.wire.Stamp(stamp.time(), stamp.datacenter());
  }

  static Stamp fromWire(io.madcloud.wire.Stamp stamp) {
    return new Stamp(stamp.getTime(), stamp.getDatacenter());
  }

  static List<Crossed> crossed(Map<Link, Long> counts) {
    List<Crossed> crossed = new ArrayList<>(counts.size());
    new TreeMap<>(counts)
        .forEach((link, count) -> crossed.add(new Crossed(link.from(), link.to(), count)));
    return crossed;
  }

  /** What {@code to} has received. */
  static List<Crossed> received(Map<String, Long> counts, String to) {
    List<Crossed> crossed = new ArrayList<>(counts.size());
    new TreeMap<>(counts).forEach((from, count) -> crossed.add(new Crossed(from, to, count)));
    return crossed;
  }

  static Map<Link, Long> sent(List<Crossed> crossed) {
    Map<Link, Long> counts = new HashMap<>();
    crossed.forEach(it -> counts.put(new Link(it.getFrom(), it.getTo()), it.getCount()));
    return counts;
  }

  static Map<String, Long> received(List<Crossed> crossed) {
    Map<String, Long> counts = new HashMap<>();
    crossed.forEach(it -> counts.put(it.getFrom(), it.getCount()));
    return counts;
  }
}
