package io.madcloud.topology;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.op.OpPlugin;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Sealing;
import io.madcloud.topology.ingress.Ingress;
import io.madcloud.topology.program.ProgramLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running engine: the program log, the Kafka Streams application that follows it, and the ingress
 * that brings it records of other people's topics. Thread-safe.
 */
public final class MadcloudStreams implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MadcloudStreams.class);
  private static final Duration READ_PROGRAM = Duration.ofSeconds(60);

  /** How soon meters are seen of what came to be later, such as a partition. */
  private static final Duration METERS = Duration.ofSeconds(10);

  private final ProgramLog programs;
  private final KnownTopics topics;
  private final KafkaStreams streams;
  private final Ingress ingress;
  private final CloseOptions stopping;
  private final SweepProgress sweeps;
  private final TimerProgress timers;
  private final FailedThreads failures;
  private final StandbyProgress standbys;
  private final RestoreProgress restores = new RestoreProgress(System::currentTimeMillis);
  private final Runnable forgetReport;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ClockWatch clock = ClockWatch.ofMachine();

  private MadcloudStreams(
      ProgramLog programs,
      KnownTopics topics,
      KafkaStreams streams,
      Ingress ingress,
      CloseOptions stopping,
      SweepProgress sweeps,
      TimerProgress timers,
      FailedThreads failures,
      StandbyProgress standbys,
      Runnable forgetReport) {
    this.programs = programs;
    this.topics = topics;
    this.streams = streams;
    this.ingress = ingress;
    this.stopping = stopping;
    this.sweeps = sweeps;
    this.timers = timers;
    this.failures = failures;
    this.standbys = standbys;
    this.forgetReport = forgetReport;
  }

  /**
   * Checks the topics, reads the program log to its end, and begins to take inputs.
   *
   * @param plugins the Java ops that programs may name
   * @throws EngineStartException saying what is missing and what to do
   */
  public static MadcloudStreams start(
      MadcloudConfig config, Map<String, OpPlugin> plugins, MeterRegistry meters)
      throws InterruptedException {
    return start(config, plugins, meters, EngineClock.WALL);
  }

  /**
   * The same with a time of its own.
   *
   * @param clock that processes go by
   */
  public static MadcloudStreams start(
      MadcloudConfig config, Map<String, OpPlugin> plugins, MeterRegistry meters, EngineClock clock)
      throws InterruptedException {
    try {
      return begin(config, plugins, meters, clock);
    } catch (ProcessorStateException e) {
      LOG.warn("A store cannot be opened; all are rebuilt from their changelogs: {}", why(e));
      meters.getMeters().stream()
          .filter(meter -> meter.getId().getName().startsWith("madcloud."))
          .forEach(meters::remove);
      return begin(config, plugins, meters, clock);
    }
  }

  private static String why(Throwable error) {
    return error.getCause() == null ? error.getMessage() : error + ": " + error.getCause();
  }

  private static MadcloudStreams begin(
      MadcloudConfig config, Map<String, OpPlugin> plugins, MeterRegistry meters, EngineClock clock)
      throws InterruptedException {
    Map<String, Object> clients = config.clientProperties();
    Properties properties = config.streamsProperties();
    String clientId = nameClient(properties);
    EngineAccess access = new EngineAccess(config, clientId);
    int partitions;
    try (Admin admin = Admin.create(clients)) {
      access.require(admin);
      partitions = new TopicPlan(config.topics()).check(admin);
      new Changelogs(config.applicationId()).check(admin, partitions);
    }
    String reportGroup = EngineGroup.reportGroup(config.applicationId(), clientId);
    ProgramLog programs =
        ProgramLog.start(
            clients,
            config.topics().programs(),
            ProgramCompiler.lenient(new CelExpressions(), plugins),
            Optional.of(reportGroup));
    KnownTopics topics = KnownTopics.follow(Admin.create(clients));
    try {
      RecordSerdes serdes = RecordSerdes.of(clients);
      SchemaWarmUp.run(config, programs.awaitCaughtUp(READ_PROGRAM), serdes);
      ClearValues.warn(new Sealing(EncryptionConfig.keys(config)), programs);
      Gauge.builder("madcloud.program.revision", programs, log -> log.current().revision())
          .description("Revision of the program that this engine has folded.")
          .register(meters);
      SweepProgress sweeps = new SweepProgress(meters);
      TimerProgress timers = new TimerProgress(meters);
      KafkaStreams streams =
          new KafkaStreams(
              MadcloudTopology.build(
                  config, programs, serdes, meters, topics, partitions, sweeps, timers, clock),
              properties);
      Ingress ingress =
          IngressWiring.of(config, clientId, programs, topics, serdes, access, meters);
      MadcloudStreams engine =
          new MadcloudStreams(
              programs,
              topics,
              streams,
              ingress,
              stopping(config),
              sweeps,
              timers,
              new FailedThreads(config, access),
              new StandbyProgress(config.acceptableLag(), System::currentTimeMillis),
              () -> EngineGroup.forget(clients, config.applicationId(), clientId));
      streams.setStateListener((now, before) -> engine.changed(now));
      streams.setUncaughtExceptionHandler(engine.failures);
      streams.setGlobalStateRestoreListener(engine.restores);
      streams.setStandbyUpdateListener(engine.standbys);
      openStores(streams, config.stopTimeout());
      ingress.start();
      engine.clock.start(engine.stopped::countDown);
      return engine;
    } catch (RuntimeException | InterruptedException e) {
      topics.close();
      programs.close();
      throw e;
    }
  }

  /**
   * Begins, and removes all stores from the disk if one cannot be opened.
   *
   * @throws ProcessorStateException if that is so
   */
  private static void openStores(KafkaStreams streams, Duration stopTimeout) {
    try {
      streams.start();
    } catch (ProcessorStateException e) {
      streams.close(stopTimeout);
      streams.cleanUp();
      throw e;
    }
  }

  /**
   * Every engine has a client id of its own, also where all share a configuration: by it others
   * know what each has folded.
   */
  private static String nameClient(Properties properties) {
    Object prefix =
        properties.getOrDefault(
            StreamsConfig.CLIENT_ID_CONFIG, properties.get(StreamsConfig.APPLICATION_ID_CONFIG));
    String clientId = prefix + "-" + UUID.randomUUID();
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, clientId);
    return clientId;
  }

  private void changed(KafkaStreams.State now) {
    if (now == KafkaStreams.State.RUNNING) {
      running.countDown();
      standbys.running();
    }
    if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
      failures.stop();
      stopped.countDown();
      running.countDown();
    }
  }

  /**
   * Waits until inputs are taken for the first time.
   *
   * @return whether that was so, and the engine has not stopped since
   */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS) && !health().hasStopped();
  }

  /** How it is. */
  public EngineHealth health() {
    return new EngineHealth(streams.state(), restores.now(), standbys.behind());
  }

  /**
   * The meters of Kafka Streams and its clients.
   *
   * @param refresh looks, until it is shut down, for what came to be since
   */
  public KafkaStreamsMetrics kafkaMeters(ScheduledExecutorService refresh) {
    return new KafkaStreamsMetrics(streams, List.of(), refresh, METERS);
  }

  /** Waits until the engine has stopped for good. */
  public void awaitStopped() throws InterruptedException {
    stopped.await();
  }

  /** The program as this engine knows it now. */
  public Program program() {
    return programs.current();
  }

  /**
   * The revision of the program that all processes of this engine's partitions have met; -1 before
   * that is known. What they did then is committed together with any input taken later.
   */
  public long sweptRevision() {
    return sweeps.lowest();
  }

  /** How often each of this engine's partitions was looked at for timers that are due. */
  public long timerLooks() {
    return timers.looks();
  }

  /**
   * When the first timer that was left by the last looks is due, in milliseconds since 1970; {@link
   * io.madcloud.engine.Timers#NEVER} when there is none. What was done by those that were served is
   * committed together with any input taken later.
   */
  public long nextTimerMs() {
    return timers.nextMs();
  }

  /** What ended a stream thread last, for another to take over; empty when none has ended. */
  public Optional<Throwable> threadFailure() {
    return failures.last();
  }

  /** The program log that this engine follows. */
  public ProgramLog programs() {
    return programs;
  }

  /**
   * One that stayed in the group would keep its partitions from all others until its session is
   * over; only a static member comes back as the one that it was.
   */
  private static CloseOptions stopping(MadcloudConfig config) {
    CloseOptions options = CloseOptions.timeout(config.stopTimeout());
    return config.isStaticMember()
        ? options
        : options.withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
  }

  /** Takes no more inputs, commits what is done, leaves the group and stops. */
  @Override
  public void close() {
    clock.close();
    failures.stop();
    ingress.stop();
    if (!streams.close(stopping)) {
      LOG.warn(
          "Expected all stream threads to end, but some have not within {}; what they have not"
              + " committed is taken again",
          MadcloudConfig.STOP_TIMEOUT_MS);
    }
    ingress.close();
    failures.removeDamaged(streams);
    topics.close();
    programs.close();
    forgetReport.run();
  }
}
