package io.madcloud.bench.load;

import io.madcloud.bench.process.JavaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives one side its load and reads what comes of it, the same way for every side. What is read is
 * what consumers of committed records see. One thread, besides the one that sends.
 */
public final class Lane implements AutoCloseable {

  /** An offered process is sent at its time; this many late ones end that. */
  private static final int MOST_LATE = 200_000;

  private static final int REMEMBERED = 1 << 20;
  private static final int AFTER_REPEATED = 1_000;
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<JavaProcess> servers;
  private final String topic;
  private final Payload payload;
  private final Load load;
  private final int mostUnderWay;
  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> consumer;
  private JavaProcess side;
  private final Ledger ledger = new Ledger("finish");
  private final Latencies latencies = new Latencies();
  private final Gaps gaps = new Gaps();
  private final Random repeated = new Random(0);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLongArray sentAtNs = new AtomicLongArray(REMEMBERED);

  /**
   * Connects.
   *
   * @param servers the broker, and whoever else works for the side
   * @param from the topic that processes are sent to
   * @param to the topic of outcomes
   * @param mostUnderWay processes at a time that are usual, when there is no rate
   */
  public Lane(
      JavaProcess side,
      List<JavaProcess> servers,
      String bootstrapServers,
      String from,
      String to,
      Payload payload,
      Load load,
      int mostUnderWay) {
    this.load = load;
    this.mostUnderWay = load.underWay(mostUnderWay);
    this.side = side;
    this.servers = List.copyOf(servers);
    this.topic = from;
    this.payload = payload;
    producer = Clients.producer(bootstrapServers, load.linger());
    consumer = Clients.consumer(bootstrapServers, to);
  }

  /** The side runs on in another process. */
  public void follow(JavaProcess restarted) {
    side = restarted;
  }

  /** Sends so many processes and waits until all have finished; measures nothing. */
  public void run(long processes) throws InterruptedException {
    if (processes > 0) {
      drain(started(Pace.all(processes), mostUnderWay));
    }
  }

  /**
   * Gives load for a while and waits until all has finished.
   *
   * @param ramp time at the beginning that is not measured
   * @param length time that is measured
   * @param measured told when that is over, before all has finished
   */
  public Window run(Pace pace, Duration ramp, Duration length, Runnable measured)
      throws InterruptedException {
    Sending sending = started(pace, pace.isOffered() ? MOST_LATE : mostUnderWay);
    receiveFor(ramp, sending);
    latencies.clear();
    long fromNs = System.nanoTime();
    long before = ledger.distinct();
    long cpuNs = side.cpu().toNanos();
    long serversNs = serversCpuNs();
    receiveFor(length, sending);
    Window window =
        new Window(
            ledger.distinct() - before,
            (System.nanoTime() - fromNs) / 1e9,
            (side.cpu().toNanos() - cpuNs) / 1e9,
            (serversCpuNs() - serversNs) / 1e9,
            latencies.percentileMs(0.50),
            latencies.percentileMs(0.99));
    measured.run();
    drain(sending);
    return window;
  }

  /**
   * Offers processes until something is over, and waits until all have finished.
   *
   * @param ramp time at the beginning that is not measured
   * @return the longest time in which a partition had no outcome, in milliseconds
   */
  public double longestGapMs(Pace pace, Duration ramp, BooleanSupplier over)
      throws InterruptedException {
    Sending sending = started(pace, MOST_LATE);
    receiveFor(ramp, sending);
    List<Integer> partitions =
        consumer.assignment().stream().map(TopicPartition::partition).toList();
    gaps.begin(partitions, System.nanoTime());
    receiveUntil(over, sending);
    double longestMs = gaps.longestMs(System.nanoTime());
    drain(sending);
    return longestMs;
  }

  /**
   * Sends events of processes that have finished, at random ones, and waits until the side has seen
   * them all: it looks each of them up and makes nothing of it.
   *
   * @return processor time that the side used for all of them
   */
  public Duration repeat(int events) throws InterruptedException, ExecutionException {
    Duration before = side.cpu();
    List<Future<RecordMetadata>> written = new ArrayList<>();
    for (int event = 0; event < events; event++) {
      long number = repeated.nextLong(sent.get());
      written.add(
          producer.send(
              new ProducerRecord<>(topic, ProcessId.bytes(number), payload.value(number))));
    }
    for (Future<RecordMetadata> record : written) {
      record.get();
    }
    // Every partition is read in order: once these have finished, the others were seen.
    run(AFTER_REPEATED);
    return side.cpu().minus(before);
  }

  private long serversCpuNs() {
    return servers.stream().mapToLong(server -> server.cpu().toNanos()).sum();
  }

  /** How many processes were sent; each has finished once. */
  public long sent() {
    return sent.get();
  }

  private record Sending(Sender sender, Thread thread) {}

  private Sending started(Pace pace, int mostUnderWay) {
    Sender sender = new Sender(producer, topic, payload, pace, mostUnderWay, sent, sentAtNs);
    Thread thread = new Thread(sender, "bench-load");
    thread.setDaemon(true);
    thread.start();
    return new Sending(sender, thread);
  }

  private void receiveFor(Duration time, Sending sending) {
    long untilNs = System.nanoTime() + time.toNanos();
    receiveUntil(() -> System.nanoTime() >= untilNs, sending);
  }

  private void drain(Sending sending) throws InterruptedException {
    // What is bounded in number ends by itself.
    if (sending.sender().isEndless()) {
      sending.sender().stop();
    }
    long[] progress = {ledger.distinct(), System.nanoTime()};
    receiveUntil(
        () -> {
          if (ledger.distinct() > progress[0]) {
            progress[0] = ledger.distinct();
            progress[1] = System.nanoTime();
          }
          boolean stuck = System.nanoTime() - progress[1] > PATIENCE.toNanos();
          return stuck || (!sending.thread().isAlive() && ledger.distinct() >= sent.get());
        },
        sending);
    sending.sender().stop();
    sending.thread().join(PATIENCE.toMillis());
    ledger.require(side.name(), sent.get());
  }

  private void receiveUntil(BooleanSupplier enough, Sending sending) {
    while (!enough.getAsBoolean()) {
      int finished = 0;
      for (ConsumerRecord<byte[], byte[]> outcome : consumer.poll(POLL)) {
        receive(outcome);
        finished++;
      }
      sending.sender().finished(finished);
      if (finished == 0) {
        side.requireAlive();
        servers.forEach(JavaProcess::requireAlive);
      }
      Exception failure = sending.sender().failure();
      if (failure != null) {
        throw new IllegalStateException(
            "Expected to send processes to " + topic + ", but " + failure.getMessage(), failure);
      }
    }
  }

  private void receive(ConsumerRecord<byte[], byte[]> outcome) {
    long number = ProcessId.number(outcome.key());
    long nowNs = System.nanoTime();
    gaps.arrived(outcome.partition(), nowNs);
    ledger.finished(number, sent.get());
    if (number < 0) {
      return;
    }
    long sentNs = sentAtNs.getAcquire((int) number & (REMEMBERED - 1));
    latencies.add(nowNs - sentNs);
    if (number % load.checkedOneOf() == 0 && !payload.isExpected(number, outcome.value())) {
      ledger.wrong("process " + number + ", with another result");
    }
  }

  /** Looks a last time for outcomes that nobody should have sent. */
  public void requireNothingMore() {
    for (ConsumerRecord<byte[], byte[]> outcome : consumer.poll(Duration.ofMillis(200))) {
      receive(outcome);
    }
    ledger.require(side.name(), sent.get());
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close();
  }
}
