package io.madcloud.topology;

import io.madcloud.engine.Incarnation;
import io.madcloud.engine.Input;
import io.madcloud.serdes.Inputs;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.Control;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Reply;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes inputs of records, or says why a record is none. */
final class InputDecoder {

  private final Topics topics;
  private final Deserializer<Notification> notifications;
  private final Deserializer<Reply> replies;
  private final Deserializer<Control> controls;

  InputDecoder(Topics topics, RecordSerdes serdes) {
    this.topics = topics;
    this.notifications = serdes.of(Notification.class).deserializer();
    this.replies = serdes.of(Reply.class).deserializer();
    this.controls = serdes.of(Control.class).deserializer();
  }

  /**
   * An input for the engine.
   *
   * @param cause the same, as the journal keeps it
   */
  record Decoded(Input input, Object cause) {}

  /**
   * Decodes a record of one of the input topics.
   *
   * @throws SerializationException if the record is none that can be taken, now or ever
   */
  Decoded decode(Record<String, byte[]> record, RecordMetadata source, long timeMs) {
    if (record.key() == null || record.key().isEmpty()) {
      throw new SerializationException("Expected the process id as key, but there is none");
    }
    if (record.value() == null) {
      throw new SerializationException("Expected a record, but the value is null");
    }
    try {
      String topic = source.topic();
      if (topic.equals(topics.notifications())) {
        return notification(record, source, timeMs);
      }
      return topic.equals(topics.replies()) ? reply(record, timeMs) : control(record, timeMs);
    } catch (IllegalArgumentException e) {
      throw new SerializationException(e.getMessage(), e);
    }
  }

  private Decoded notification(Record<String, byte[]> record, RecordMetadata source, long timeMs) {
    Notification notification = notifications.deserialize(source.topic(), record.value());
    Incarnation incarnation = new Incarnation(source.topic(), source.partition(), source.offset());
    Arrival cause =
        new Arrival(
            new io.madcloud.wire.Incarnation(source.topic(), source.partition(), source.offset()),
            notification);
    return new Decoded(Inputs.notification(record.key(), notification, incarnation, timeMs), cause);
  }

  private Decoded reply(Record<String, byte[]> record, long timeMs) {
    Reply reply = replies.deserialize(topics.replies(), record.value());
    requireSame(record.key(), reply.getProcess());
    return new Decoded(Inputs.reply(reply, timeMs), reply);
  }

  private Decoded control(Record<String, byte[]> record, long timeMs) {
    Control control = controls.deserialize(topics.controls(), record.value());
    requireSame(record.key(), control.getProcess());
    Input input = Inputs.control(control, timeMs);
    if (input == null) {
      throw new SerializationException(
          "Expected a control that this engine knows, but found "
              + control.getAction().getClass().getSimpleName());
    }
    return new Decoded(input, control);
  }

  private static void requireSame(String key, String process) {
    if (!key.equals(process)) {
      throw new SerializationException(
          "Expected the process id " + process + " as key, but found " + key);
    }
  }
}
