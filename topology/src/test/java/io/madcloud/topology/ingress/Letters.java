package io.madcloud.topology.ingress;

import io.madcloud.engine.program.Op;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dead letters as lines of text. */
final class Letters implements DeadLetters {

  static final String TOPIC = "letters";

  /** Reasons of those that are written for good. */
  final List<String> written = new ArrayList<>();

  @Override
  public ProducerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> record, Op op, String reason, Exception error) {
    String line = "%s %s: %s".formatted(op == null ? "-" : op.path(), reason, error.getMessage());
    return new ProducerRecord<>(TOPIC, record.key(), line.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void written(String reason) {
    written.add(reason);
  }
}
