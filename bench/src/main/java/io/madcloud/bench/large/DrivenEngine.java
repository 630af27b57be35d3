package io.madcloud.bench.large;

import io.madcloud.app.cluster.TemporaryDirectory;
import io.madcloud.bench.program.FixedProgram;
import io.madcloud.serdes.MockSchemaRegistry;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.MadcloudTopology;
import io.madcloud.topology.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * An engine's topology with its real stores and serdes, on the driver that Kafka Streams has for
 * tests: without a broker, one partition, a commit after each input. What is counted begins when an
 * input is there as bytes, and ends when all that comes of it has been sent as bytes. One thread.
 */
final class DrivenEngine implements AutoCloseable {

  private static final String SCOPE = "large";
  private static final String APPLICATION = "large";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final TemporaryDirectory directory = TemporaryDirectory.create("madcloud-large");
  private final RecordSerdes serdes;
  private final TopologyTestDriver driver;
  private final List<String> changelogs;
  private long cpuNs;

  /** Starts it. */
  DrivenEngine(String program) {
    MadcloudConfig config =
        new MadcloudConfig(
            Map.of(
                MadcloudConfig.BOOTSTRAP_SERVERS,
                "nowhere:9092",
                MadcloudConfig.APPLICATION_ID,
                APPLICATION,
                MadcloudConfig.TOPIC_PREFIX,
                "",
                MadcloudConfig.STATE_DIR,
                directory.path().toString(),
                "schema.registry.url",
                "mock://" + SCOPE));
    serdes = RecordSerdes.of(config.clientProperties());
    driver =
        new TopologyTestDriver(
            MadcloudTopology.build(
                config, new FixedProgram(program), serdes, new SimpleMeterRegistry()),
            config.streamsProperties());
    changelogs =
        Stream.of(MadcloudTopology.PROCESSES, MadcloudTopology.STOPPED, MadcloudTopology.TIMERS)
            .map(store -> APPLICATION + "-" + store + "-changelog")
            .toList();
  }

  /** The names of its topics. */
  static Topics topics() {
    return new Topics("");
  }

  /** What was sent to a topic since this was asked last; the driver does not know unused topics. */
  private List<TestRecord<byte[], byte[]>> records(String topic) {
    return driver.producedTopicNames().contains(topic)
        ? driver
            .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList()
        : List.of();
  }

  /** Gives it an input, and returns when it has dealt with it. */
  <T extends SpecificRecord> void take(String topic, String process, Class<T> type, T record) {
    byte[] value = serdes.of(type).serializer().serialize(topic, record);
    byte[] key = process.getBytes(StandardCharsets.UTF_8);
    var input =
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    long fromNs = THREADS.getCurrentThreadCpuTime();
    input.pipeInput(key, value);
    cpuNs += THREADS.getCurrentThreadCpuTime() - fromNs;
  }

  /** What it has sent to a topic since this was asked last. */
  <T extends SpecificRecord> List<T> sent(String topic, Class<T> type) {
    return records(topic).stream()
        .map(record -> serdes.of(type).deserializer().deserialize(topic, record.value()))
        .toList();
  }

  /** Forgets what it has sent to a topic, which would be kept for whoever reads it. */
  void forget(String topic) {
    var unused = records(topic);
  }

  /** CPU time of its turns since this was asked last. */
  long cpuNs() {
    long used = cpuNs;
    cpuNs = 0;
    return used;
  }

  /** Bytes written to the changelogs of its stores since this was asked last. */
  long changelogBytes() {
    return changelogs.stream()
        .flatMap(changelog -> records(changelog).stream())
        .mapToLong(DrivenEngine::bytes)
        .sum();
  }

  private static long bytes(TestRecord<byte[], byte[]> record) {
    long key = record.key().length;
    return record.value() == null ? key : key + record.value().length;
  }

  @Override
  public void close() {
    driver.close();
    MockSchemaRegistry.drop(SCOPE);
    directory.close();
  }
}
