package io.madcloud.acceptance.harness;

import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Replies;
import io.madcloud.wire.Call;
import io.madcloud.wire.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A server as simple as can be: a thread that reads committed calls and writes replies to the home
 * partition. It may hold each call a while, and then holds all that come meanwhile. It answers at
 * least once: of every {@value #REPEATED} replies it writes one twice.
 */
public final class CallWorker implements AutoCloseable {
  private static final int REPEATED = 3;
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** What the server does. */
  public interface Server {

    /** The messages of the reply to a call. */
    List<Map<String, Object>> answer(Call call);
  }

  private final KafkaConsumer<String, Call> consumer;
  private final KafkaProducer<String, Reply> producer;
  private final Server server;
  private final Duration hold;
  private final Queue<Held> held = new ArrayDeque<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger mostHeld = new AtomicInteger();
  private final Thread thread = new Thread(this::run, "call-worker");
  private volatile Exception lost;
  private volatile RuntimeException failure;

  /** A call that is not answered yet. */
  private record Held(Call call, long sinceNs) {}

  private CallWorker(
      KafkaConsumer<String, Call> consumer,
      KafkaProducer<String, Reply> producer,
      Server server,
      Duration hold) {
    this.consumer = consumer;
    this.producer = producer;
    this.server = server;
    this.hold = hold;
  }

  /**
   * Starts a server.
   *
   * @param hold how long it takes to answer a call
   */
  static CallWorker start(Map<String, Object> clients, String topic, Server server, Duration hold) {
    RecordSerdes serdes = RecordSerdes.of(clients);
    Map<String, Object> reading = new HashMap<>(clients);
    reading.put("group.id", "worker-" + topic);
    reading.put("isolation.level", "read_committed");
    reading.put("auto.offset.reset", "earliest");
    reading.put("enable.auto.commit", false);
    CallWorker worker =
        new CallWorker(
            new KafkaConsumer<>(
                reading, new StringDeserializer(), serdes.of(Call.class).deserializer()),
            new KafkaProducer<>(
                clients, new StringSerializer(), serdes.of(Reply.class).serializer()),
            server,
            hold);
    worker.consumer.subscribe(List.of(topic));
    worker.thread.start();
    return worker;
  }

  private void run() {
    try (consumer;
        producer) {
      while (true) {
        for (ConsumerRecord<String, Call> record : consumer.poll(held.isEmpty() ? IDLE : hold)) {
          held.add(new Held(record.value(), System.nanoTime()));
        }
        mostHeld.accumulateAndGet(held.size(), Math::max);
        while (!held.isEmpty() && System.nanoTime() - held.peek().sinceNs >= hold.toNanos()) {
          answer(held.remove().call);
        }
        producer.flush();
        if (lost != null) {
          throw new IllegalStateException("Expected replies to arrive, but " + lost, lost);
        }
        consumer.commitSync();
      }
    } catch (WakeupException e) {
      // This is how close() ends it.
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void answer(Call call) {
    Reply reply = Replies.done(call, server.answer(call));
    int times = calls.incrementAndGet() % REPEATED == 0 ? 2 : 1;
    for (int i = 0; i < times; i++) {
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(
                  call.getReplyTopic(), call.getHomePartition(), call.getProcess(), reply),
              (arrived, error) -> lost = error == null ? lost : error);
    }
  }

  /** How many calls it has answered. */
  public int calls() {
    return calls.get();
  }

  /** How many calls it had at most that were not answered yet. */
  public int mostHeld() {
    return mostHeld.get();
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
    if (failure != null) {
      throw failure;
    }
  }
}
