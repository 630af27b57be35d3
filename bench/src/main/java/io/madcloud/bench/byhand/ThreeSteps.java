package io.madcloud.bench.byhand;

import io.madcloud.bench.ops.Rotation;
import io.madcloud.bench.wire.Request;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.Topics;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** All three steps at once. */
final class ThreeSteps implements Processor<byte[], byte[], byte[], byte[]> {

  private final SchemaRegistry registry;
  private final Topics topics;
  private final boolean journaled;

  private AvroFormat<Request> requests;
  private Steps steps;

  ThreeSteps(SchemaRegistry registry, Topics topics, boolean journaled) {
    this.registry = registry;
    this.topics = topics;
    this.journaled = journaled;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    requests = new AvroFormat<>(registry, topics.notifications(), Request.class);
    steps = new Steps(context, registry, topics, journaled);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (steps.know(record.key())) {
      return;
    }
    String a = requests.decode(record.value()).getA();
    String b = Rotation.of(a);
    String c = Rotation.of(b);
    steps.finish(record, a, b, c, Rotation.of(c));
  }
}
