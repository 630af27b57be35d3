package io.madcloud.server;

import io.madcloud.serdes.RecordSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of ops in this process: it takes the calls to one server name, has handlers answer them,
 * and writes the replies. Any number of instances, here and elsewhere, share the calls. A call is
 * delivered at least once, and again if this process dies before the broker has the reply.
 *
 * <pre>{@code
 * try (OpServer server = OpServer.start("prices", handlers, config)) {
 *   server.join();
 * }
 * }</pre>
 *
 * <p>Thread-safe. Handlers are called by several threads at once, as many as {@link
 * OpServerConfig#THREADS} says.
 */
public final class OpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpServer.class);

  /** Beyond the grace, for what is under way to be cut off and let go. */
  private static final Duration END = Duration.ofSeconds(10);

  private final String name;
  private final OpServerConfig config;
  private final Producer<byte[], byte[]> producer;
  private final ExecutorService handling;
  private final List<Worker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final CountDownLatch over = new CountDownLatch(1);

  private OpServer(String name, Handlers handlers, OpServerConfig config, MeterRegistry meters) {
    this.name = name;
    this.config = config;
    this.producer =
        new KafkaProducer<>(
            config.producer(), new ByteArraySerializer(), new ByteArraySerializer());
    this.handling =
        Executors.newFixedThreadPool(
            config.threads(), task -> daemon(task, "madcloud-" + name + "-handler"));
    Answering answering =
        new Answering(handlers, RecordSerdes.of(config.clients()), Clock.systemUTC());
    CallRunner runner = new CallRunner(name, answering, producer, meters);
    int takers = config.sharesPartitions() ? config.threads() : 1;
    for (int taker = 0; taker < takers; taker++) {
      workers.add(worker(runner, taker));
    }
  }

  private Worker worker(CallRunner runner, int number) {
    Map<String, Object> consumer = new HashMap<>(config.consumer(name));
    consumer.putIfAbsent(
        CommonClientConfigs.CLIENT_ID_CONFIG, "madcloud-server-" + name + "-" + number);
    ByteArrayDeserializer raw = new ByteArrayDeserializer();
    return config.sharesPartitions()
        ? new ShareGroupWorker(new KafkaShareConsumer<>(consumer, raw, raw), runner, handling)
        : new ConsumerGroupWorker(
            new KafkaConsumer<>(consumer, raw, raw), runner, handling, config.threads());
  }

  /**
   * Starts a server, which takes calls from now on.
   *
   * @param name as programs say it: {@code call: NAME}
   * @param config see {@link OpServerConfig}
   * @throws org.apache.kafka.common.config.ConfigException if the configuration is wrong
   * @throws OpServerException if the cluster does not let it work
   */
  public static OpServer start(String name, Handlers handlers, Map<String, ?> config)
      throws InterruptedException {
    return start(name, handlers, config, Metrics.globalRegistry);
  }

  /** The same with meters of its own. */
  public static OpServer start(
      String name, Handlers handlers, Map<String, ?> config, MeterRegistry meters)
      throws InterruptedException {
    OpServerConfig read = new OpServerConfig(config);
    if (read.sharesPartitions()) {
      try (Admin admin = Admin.create(read.clients())) {
        ShareGroupSettings.ensure(admin, read.group(name));
      }
    }
    OpServer server = new OpServer(name, handlers, read, meters);
    server.work();
    return server;
  }

  private void work() {
    String topic = config.calls(name);
    for (Worker worker : workers) {
      Thread thread = daemon(() -> run(worker, topic), "madcloud-" + name);
      threads.add(thread);
      thread.start();
    }
    LOG.info("Server {} takes calls from {}", name, topic);
  }

  private void run(Worker worker, String topic) {
    try {
      worker.run(topic);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("Server {} cannot go on: {}", name, e.toString());
      failure.compareAndSet(null, e);
      over.countDown();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Waits until the server is closed.
   *
   * @throws OpServerException if it could not go on: start the process again
   */
  public void join() throws InterruptedException {
    over.await();
    Exception cause = failure.get();
    if (cause != null) {
      throw new OpServerException(
          "Expected server %s to go on, but: %s".formatted(name, cause), cause);
    }
  }

  /**
   * Stops: takes no more calls, waits for those under way as long as {@link
   * OpServerConfig#GRACE_MS} says, and lets go of the others, so that other instances take them.
   */
  @Override
  public void close() {
    workers.forEach(worker -> worker.stop(config.grace()));
    long untilNs = System.nanoTime() + config.grace().plus(END).toNanos();
    try {
      for (Thread thread : threads) {
        long leftMs = TimeUnit.NANOSECONDS.toMillis(untilNs - System.nanoTime());
        thread.join(Math.max(1, leftMs));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    handling.shutdownNow();
    producer.close(END);
    over.countDown();
  }
}
