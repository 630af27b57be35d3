package io.madcloud.acceptance.harness;

import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Replies;
import io.madcloud.wire.Call;
import io.madcloud.wire.Reply;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A server as simple as can be: a thread that reads committed calls and writes replies to the home
 * partition. When, how often and what it replies is up to its {@link Manner}.
 */
public final class CallWorker implements AutoCloseable {
  private static final int REPEATED = 3;
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration BUSY = Duration.ofMillis(10);

  /** What the server does. */
  public interface Server {

    /** The messages of the reply to a call. */
    List<Map<String, Object>> answer(Call call);
  }

  /** How the server behaves. */
  public interface Manner {

    /** What it writes for a call, of which {@code reply} is the right reply. */
    List<Sending> sendings(Call call, Reply reply);
  }

  /**
   * A reply, and when it is written.
   *
   * @param afterMs milliseconds since the call came
   */
  public record Sending(Reply reply, long afterMs) {}

  private record Due(Call call, Reply reply, long atNs) {}

  private final KafkaConsumer<String, Call> consumer;
  private final KafkaProducer<String, Reply> producer;
  private final Server server;
  private final Manner manner;
  private final Queue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong((Due reply) -> reply.atNs));
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger mostHeld = new AtomicInteger();
  private final Thread thread = new Thread(this::run, "call-worker");
  private volatile Exception lost;
  private volatile RuntimeException failure;

  private CallWorker(
      KafkaConsumer<String, Call> consumer,
      KafkaProducer<String, Reply> producer,
      Server server,
      Manner manner) {
    this.consumer = consumer;
    this.producer = producer;
    this.server = server;
    this.manner = manner;
  }

  /**
   * Replies at least once: of every {@value #REPEATED} replies it writes one twice.
   *
   * @param hold how long it takes to answer a call
   */
  static Manner repeating(Duration hold) {
    AtomicInteger replies = new AtomicInteger();
    return (call, reply) -> {
      Sending one = new Sending(reply, hold.toMillis());
      return replies.incrementAndGet() % REPEATED == 0 ? List.of(one, one) : List.of(one);
    };
  }

  static CallWorker start(Map<String, Object> clients, String topic, Server server, Manner manner) {
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
            manner);
    worker.consumer.subscribe(List.of(topic));
    worker.thread.start();
    return worker;
  }

  private void run() {
    try (consumer;
        producer) {
      while (true) {
        ConsumerRecords<String, Call> records = consumer.poll(due.isEmpty() ? IDLE : BUSY);
        for (ConsumerRecord<String, Call> record : records) {
          take(record.value());
        }
        mostHeld.accumulateAndGet(held(), Math::max);
        sendDue();
        if (lost != null) {
          throw new IllegalStateException("Expected replies to arrive, but " + lost, lost);
        }
        if (!records.isEmpty()) {
          consumer.commitSync();
        }
      }
    } catch (WakeupException e) {
      // This is how close() ends it.
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void take(Call call) {
    calls.incrementAndGet();
    long nowNs = System.nanoTime();
    for (Sending sending : manner.sendings(call, Replies.done(call, server.answer(call)))) {
      long atNs = nowNs + TimeUnit.MILLISECONDS.toNanos(sending.afterMs);
      due.add(new Due(call, sending.reply, atNs));
    }
  }

  private int held() {
    Set<Call> held = Collections.newSetFromMap(new IdentityHashMap<>());
    due.forEach(sending -> held.add(sending.call));
    return held.size();
  }

  private void sendDue() {
    while (!due.isEmpty() && due.peek().atNs <= System.nanoTime()) {
      send(due.remove());
    }
    producer.flush();
  }

  private void send(Due now) {
    Call call = now.call;
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(
                call.getReplyTopic(), call.getHomePartition(), call.getProcess(), now.reply),
            (arrived, error) -> lost = error == null ? lost : error);
  }

  /** How many calls it has taken. */
  public int calls() {
    return calls.get();
  }

  /** How many calls it had at most that were not answered yet. */
  public int mostHeld() {
    return mostHeld.get();
  }

  /** Fails if it does not work any more. */
  public void requireWork() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
    requireWork();
  }
}
