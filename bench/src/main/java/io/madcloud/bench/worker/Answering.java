package io.madcloud.bench.worker;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a worker makes of a call: the reply, for the partition that the call named. One thread. */
interface Answering {

  ProducerRecord<byte[], byte[]> answer(ConsumerRecord<byte[], byte[]> call);
}
