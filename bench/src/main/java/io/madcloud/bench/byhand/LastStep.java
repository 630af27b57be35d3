package io.madcloud.bench.byhand;

import io.madcloud.bench.ops.Rotation;
import io.madcloud.bench.wire.Progress;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.Topics;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The last of three steps: it writes what all have made, once for each process id. */
final class LastStep implements Processor<byte[], byte[], byte[], byte[]> {

  private final SchemaRegistry registry;
  private final Topics topics;
  private final String from;

  private AvroFormat<Progress> progress;
  private Steps steps;

  LastStep(SchemaRegistry registry, Topics topics, String from) {
    this.registry = registry;
    this.topics = topics;
    this.from = from;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    progress = new AvroFormat<>(registry, from, Progress.class);
    steps = new Steps(context, registry, topics, true);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (steps.know(record.key())) {
      return;
    }
    Progress made = progress.decode(record.value());
    steps.finish(record, made.getA(), made.getB(), made.getC(), Rotation.of(made.getC()));
  }
}
