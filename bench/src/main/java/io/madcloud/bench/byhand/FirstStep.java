package io.madcloud.bench.byhand;

import io.madcloud.bench.ops.Rotation;
import io.madcloud.bench.wire.Progress;
import io.madcloud.bench.wire.Request;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.Topics;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The first of three steps, which hands on what it has through a topic. */
final class FirstStep implements Processor<byte[], byte[], byte[], byte[]> {

  private final SchemaRegistry registry;
  private final Topics topics;
  private final String next;

  private ProcessorContext<byte[], byte[]> context;
  private AvroFormat<Request> requests;
  private AvroFormat<Progress> progress;

  /** The topic of the second step is {@code next}. */
  FirstStep(SchemaRegistry registry, Topics topics, String next) {
    this.registry = registry;
    this.topics = topics;
    this.next = next;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    requests = new AvroFormat<>(registry, topics.notifications(), Request.class);
    progress = new AvroFormat<>(registry, next, Progress.class);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    String a = requests.decode(record.value()).getA();
    context.forward(record.withValue(progress.encode(new Progress(a, Rotation.of(a), null))));
  }
}
