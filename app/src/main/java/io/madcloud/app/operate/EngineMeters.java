package io.madcloud.app.operate;

import io.madcloud.topology.MadcloudStreams;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/**
 * The meters of an engine, of Kafka Streams with its clients, and of the JVM, in Prometheus' text
 * format. Thread-safe.
 */
final class EngineMeters implements AutoCloseable {

  private static final String OURS = "madcloud.";

  /** Of histograms: from a run in the process to a call that people answer. */
  private static final double[] BOUNDS_NS =
      Stream.of(
              Duration.ofNanos(100_000),
              Duration.ofMillis(1),
              Duration.ofMillis(5),
              Duration.ofMillis(10),
              Duration.ofMillis(25),
              Duration.ofMillis(50),
              Duration.ofMillis(100),
              Duration.ofMillis(250),
              Duration.ofMillis(500),
              Duration.ofSeconds(1),
              Duration.ofMillis(2_500),
              Duration.ofSeconds(5),
              Duration.ofSeconds(10),
              Duration.ofSeconds(30),
              Duration.ofMinutes(1),
              Duration.ofMinutes(10),
              Duration.ofHours(1))
          .mapToDouble(Duration::toNanos)
          .toArray();

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();
  private KafkaStreamsMetrics kafka;

  /**
   * @param mostOps that are told apart
   */
  EngineMeters(int mostOps) {
    registry.config().meterFilter(new BoundedOps(mostOps)).meterFilter(new Histograms());
    List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics(),
            garbage)
        .forEach(binder -> binder.bindTo(registry));
  }

  /** Where the engine's own meters go. */
  PrometheusMeterRegistry registry() {
    return registry;
  }

  /** An engine has begun; from now on those of Kafka Streams are shown, too. */
  synchronized void show(MadcloudStreams engine, ScheduledExecutorService refresh) {
    kafka = engine.kafkaMeters(refresh);
    kafka.bindTo(registry);
  }

  /** All of them now. */
  String scrape(String contentType) {
    return registry.scrape(contentType);
  }

  @Override
  public synchronized void close() {
    if (kafka != null) {
      kafka.close();
    }
    garbage.close();
    registry.close();
  }

  /** The engine's own timers are histograms, so that quantiles can be taken over all engines. */
  private static final class Histograms implements MeterFilter {
    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      return id.getType() == Meter.Type.TIMER && id.getName().startsWith(OURS)
          ? DistributionStatisticConfig.builder()
              .serviceLevelObjectives(BOUNDS_NS)
              .build()
              .merge(config)
          : config;
    }
  }
}
