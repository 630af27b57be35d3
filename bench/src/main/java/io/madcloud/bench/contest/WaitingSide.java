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
 * @param changes whether the program changes while it has load
 */
record WaitingSide(Side side, boolean changes) implements SideOnTop {

  /** Of so many processes that wait, changes concern one. */
  static final long CONCERNED_ONE_OF = 100;

  WaitingSide(String name, boolean changes) {
    this(new EngineSide(name, ChangingProgram.yaml(), ChangingProgram.NOTIFICATION, 3), changes);
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
    new Crowd(
            terms.waiting(),
            CONCERNED_ONE_OF,
            serializer.serialize(topics.notifications(), usual),
            serializer.serialize(topics.notifications(), concerned))
        .gather(
            process,
            place.lab().bootstrapServers(),
            topics.notifications(),
            ChangingProgram.ASK,
            topics.calls(ChangingProgram.NOBODY));
    return changes ? new Changes(name(), place, terms.waiting()) : Beside.NOTHING;
  }
}
