package io.madcloud.bench.contest;

import io.madcloud.bench.load.Crowd;
import io.madcloud.bench.process.JavaProcess;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.Topics;
import io.madcloud.wire.Notification;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;

/**
 * An engine with {@link ChangingProgram} on which processes wait all the time.
 *
 * @param times as many of them as usual
 * @param goingOn makes what goes on beside the windows
 */
record WaitingSide(Side side, int times, GoingOn goingOn) implements SideOnTop {

  /** Of so many processes that wait, changes concern one. */
  static final long CONCERNED_ONE_OF = 100;

  /** Makes what goes on beside the windows. */
  @FunctionalInterface
  interface GoingOn {
    Beside of(String side, Place place, long waiting) throws InterruptedException;
  }

  WaitingSide(String name, int times, GoingOn goingOn) {
    this(engine(name), times, goingOn);
  }

  /** The engine alone. */
  static Side engine(String name) {
    return new EngineSide(name, ChangingProgram.yaml(), ChangingProgram.NOTIFICATION, 3);
  }

  @Override
  public Beside beside(Place place, JavaProcess process, Terms terms) throws Exception {
    Topics topics = new Topics(place.prefix());
    Serializer<Notification> serializer =
        RecordSerdes.of(Map.of("schema.registry.url", place.lab().registryUrl()))
            .of(Notification.class)
            .serializer();
    String text = "w".repeat(place.shape().valueBytes());
    Notification usual = new Notification(ChangingProgram.WAIT, Map.of("idle", text));
    Notification concerned =
        new Notification(ChangingProgram.WAIT_CONCERNED, Map.of("idle", text, "concern", text));
    long waiting = times * terms.waiting();
    new Crowd(
            waiting,
            CONCERNED_ONE_OF,
            serializer.serialize(topics.notifications(), usual),
            serializer.serialize(topics.notifications(), concerned))
        .gather(
            process,
            place.lab().bootstrapServers(),
            topics.notifications(),
            ChangingProgram.ASK,
            topics.calls(ChangingProgram.NOBODY));
    return goingOn.of(name(), place, waiting);
  }
}
