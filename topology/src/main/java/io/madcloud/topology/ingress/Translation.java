package io.madcloud.topology.ingress;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Slot;
import io.madcloud.serdes.Inputs;
import io.madcloud.serdes.RegistryException;
import io.madcloud.serdes.Values;
import io.madcloud.wire.Notification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serializer;

/** Makes a notification of a record for each op that takes it, or a dead letter. One thread. */
final class Translation {

  private final EventReader events;
  private final Serializer<Notification> notifications;
  private final String topic;
  private final DeadLetters deadLetters;
  private final ProcessIds processIds;
  private final int maxRecordBytes;

  /** What the brokers did not take of the batch that is tried again. */
  private final List<Ingested> tooLarge = new ArrayList<>();

  /**
   * @param topic of the notifications
   * @param maxIdBytes the longest process id
   * @param maxRecordBytes the largest notification
   */
  Translation(
      EventReader events,
      Serializer<Notification> notifications,
      String topic,
      DeadLetters deadLetters,
      int maxIdBytes,
      int maxRecordBytes) {
    this.events = events;
    this.notifications = notifications;
    this.topic = topic;
    this.deadLetters = deadLetters;
    this.processIds = new ProcessIds(maxIdBytes);
    this.maxRecordBytes = maxRecordBytes;
  }

  /**
   * What is to be written for a record.
   *
   * @throws RegistryException if the schema registry could not be asked
   */
  List<Ingested> of(ConsumerRecord<byte[], byte[]> record, List<Op> ops) {
    List<Ingested> all = new ArrayList<>(ops.size());
    SourceEvent event;
    try {
      event = events.read(record);
    } catch (UnfitRecordException e) {
      all.add(refused(record, null, e));
      return all;
    }
    for (Op op : ops) {
      try {
        all.add(new Ingested(record, op, notification(record, event, op), null));
      } catch (UnfitRecordException e) {
        all.add(refused(record, op, e));
      }
    }
    return all;
  }

  /** The brokers do not take a notification; its record is refused when it comes again. */
  void refuse(Ingested notification) {
    tooLarge.add(notification);
  }

  /** What was read is written for good. */
  void written() {
    tooLarge.clear();
  }

  private Ingested refused(ConsumerRecord<byte[], byte[]> record, Op op, UnfitRecordException why) {
    return new Ingested(record, op, deadLetters.of(record, op, why.reason(), why), why.reason());
  }

  /**
   * The notification has the time of its writing, not that of the record: a topic may be read from
   * its beginning, and what is old would be deleted, by the retention of the notifications, before
   * an engine has seen it.
   */
  private ProducerRecord<byte[], byte[]> notification(
      ConsumerRecord<byte[], byte[]> record, SourceEvent event, Op op) throws UnfitRecordException {
    Map<String, Object> fields = fields(event, op);
    byte[] id = processIds.of(record, op, fields);
    Notification notification = new Notification(op.path(), Values.fieldsToWire(fields));
    byte[] value = notifications.serialize(topic, notification);
    if (value.length > maxRecordBytes || tooLarge.stream().anyMatch(it -> it.isOf(record, op))) {
      throw new UnfitRecordException(
          UnfitRecordException.TOO_LARGE,
          "Expected a notification that topic %s takes, but that of %s has %d bytes"
              .formatted(topic, op.path(), value.length));
    }
    ProducerRecord<byte[], byte[]> made = new ProducerRecord<>(topic, id, value);
    Header trace = record.headers().lastHeader(Inputs.TRACEPARENT);
    if (trace != null) {
      made.headers().add(trace);
    }
    return made;
  }

  private static Map<String, Object> fields(SourceEvent event, Op op) throws UnfitRecordException {
    Map<String, Object> fields = new HashMap<>();
    for (Slot slot : op.out()) {
      Field field = slot.field();
      Object found = event.value(slot.local(), field.type());
      if (found == null) {
        continue;
      }
      Object value = field.type().conform(found);
      if (value == null) {
        throw new UnfitRecordException(
            UnfitRecordException.TYPE_MISMATCH,
            "Expected type %s for '%s' of %s, but found %s"
                .formatted(field.type(), slot.local(), op.path(), Kinds.of(found)));
      }
      fields.put(slot.local(), value);
    }
    return fields;
  }
}
