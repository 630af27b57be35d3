package io.madcloud.bench.byhand;

import io.madcloud.bench.wire.StepReply;
import io.madcloud.bench.wire.StoredChain;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Three steps of a worker, one after the other: one state write and one call for each, and an
 * outcome with the last value. What comes again is ignored.
 */
final class ChainedCalls implements Processor<byte[], byte[], byte[], byte[]> {

  private static final int STEPS = 3;

  private final SchemaRegistry registry;
  private final Topics topics;

  private Asking<StoredChain> asking;

  ChainedCalls(SchemaRegistry registry, Topics topics) {
    this.registry = registry;
    this.topics = topics;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    asking = new Asking<>(context, registry, topics, StoredChain.class);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    StoredChain chain = asking.remembered(record);
    String begun = asking.begun(record);
    if (begun != null) {
      if (chain == null) {
        asking.remember(record, new StoredChain(List.of(begun)));
        asking.ask(record, 0, begun);
      }
      return;
    }
    StepReply reply = asking.reply(record);
    if (chain == null || reply.getStep() != chain.getValues().size() - 1) {
      return;
    }
    List<String> values = new ArrayList<>(chain.getValues());
    values.add(reply.getValue());
    asking.remember(record, new StoredChain(values));
    if (values.size() > STEPS) {
      asking.finish(record, reply.getValue());
    } else {
      asking.ask(record, values.size() - 1, reply.getValue());
    }
  }
}
