package io.madcloud.bench.byhand;

import io.madcloud.bench.ops.Rotation;
import io.madcloud.bench.wire.StepReply;
import io.madcloud.bench.wire.StoredFan;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.Topics;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A hundred steps of a worker at once: the replies are counted in a state record, each once, and
 * the last one lets a step here make the value of the outcome.
 */
final class CallsAtOnce implements Processor<byte[], byte[], byte[], byte[]> {

  private final SchemaRegistry registry;
  private final Topics topics;

  private Asking<StoredFan> asking;

  CallsAtOnce(SchemaRegistry registry, Topics topics) {
    this.registry = registry;
    this.topics = topics;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    asking = new Asking<>(context, registry, topics, StoredFan.class);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    StoredFan fan = asking.remembered(record);
    String begun = asking.begun(record);
    if (begun != null) {
      if (fan == null) {
        asking.remember(record, new StoredFan(ByteBuffer.allocate(0)));
        for (int step = 0; step < ByHandMain.CALLS_AT_ONCE; step++) {
          asking.ask(record, step, begun);
        }
      }
      return;
    }
    StepReply reply = asking.reply(record);
    BitSet answered = fan == null ? new BitSet() : BitSet.valueOf(fan.getAnswered());
    if (fan == null || answered.get(reply.getStep())) {
      return;
    }
    answered.set(reply.getStep());
    asking.remember(record, new StoredFan(ByteBuffer.wrap(answered.toByteArray())));
    if (answered.cardinality() == ByHandMain.CALLS_AT_ONCE) {
      asking.finish(record, Rotation.of(reply.getValue()));
    }
  }
}
