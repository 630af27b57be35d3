package io.madcloud.topology.ingress;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the clients of an ingress, new ones whenever it begins again. */
public interface IngressClients {

  /** A member of the group of all ingresses, that reads committed records and commits nothing. */
  Consumer<byte[], byte[]> consumer();

  /** A transactional one, of the same transactional id each time and of no other's. */
  Producer<byte[], byte[]> producer();

  /** Kafka's. */
  static IngressClients of(Map<String, Object> consumer, Map<String, Object> producer) {
    return new IngressClients() {
      @Override
      public Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
            consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      }

      @Override
      public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
      }
    };
  }
}
