package io.madcloud.bench.byhand;

import io.madcloud.bench.ops.Rotation;
import io.madcloud.bench.wire.Progress;
import io.madcloud.serdes.SchemaRegistry;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The second of three steps, between two topics. */
final class SecondStep implements Processor<byte[], byte[], byte[], byte[]> {

  private final SchemaRegistry registry;
  private final String from;
  private final String next;

  private ProcessorContext<byte[], byte[]> context;
  private AvroFormat<Progress> before;
  private AvroFormat<Progress> after;

  SecondStep(SchemaRegistry registry, String from, String next) {
    this.registry = registry;
    this.from = from;
    this.next = next;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    before = new AvroFormat<>(registry, from, Progress.class);
    after = new AvroFormat<>(registry, next, Progress.class);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Progress progress = before.decode(record.value());
    progress.setC(Rotation.of(progress.getB()));
    context.forward(record.withValue(after.encode(progress)));
  }
}
