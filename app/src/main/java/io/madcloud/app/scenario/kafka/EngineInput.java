package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.scenario.StageException;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.Topics;
import io.madcloud.wire.Cancel;
import io.madcloud.wire.Control;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;

/** Writes an engine's inputs, as producers, servers and operators do. Used by one thread. */
final class EngineInput {

  /** Where an input was written. */
  record Written(TopicPartition partition, long offset) {}

  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final Serializer<Notification> notifications;
  private final Serializer<Reply> replies;
  private final Serializer<Control> controls;

  EngineInput(Producer<byte[], byte[]> producer, Topics topics, RecordSerdes serdes) {
    this.producer = producer;
    this.topics = topics;
    this.notifications = serdes.of(Notification.class).serializer();
    this.replies = serdes.of(Reply.class).serializer();
    this.controls = serdes.of(Control.class).serializer();
  }

  Written notification(String process, Notification notification) throws InterruptedException {
    return write(topics.notifications(), process, notifications, notification);
  }

  Written reply(Reply reply) throws InterruptedException {
    return write(topics.replies(), reply.getProcess(), replies, reply);
  }

  Written cancel(String process) throws InterruptedException {
    Control control = new Control(process, null, new Cancel(null), null);
    return write(topics.controls(), process, controls, control);
  }

  private <T extends SpecificRecord> Written write(
      String topic, String process, Serializer<T> values, T value) throws InterruptedException {
    byte[] key = process.getBytes(StandardCharsets.UTF_8);
    try {
      long offset =
          producer
              .send(new ProducerRecord<>(topic, 0, key, values.serialize(topic, value)))
              .get()
              .offset();
      return new Written(new TopicPartition(topic, 0), offset);
    } catch (ExecutionException e) {
      throw new StageException(
          "Expected topic %s to take a record, but %s".formatted(topic, e.getCause().getMessage()),
          e);
    }
  }
}
