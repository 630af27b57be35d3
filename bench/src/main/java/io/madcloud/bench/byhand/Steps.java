package io.madcloud.bench.byhand;

import io.madcloud.bench.wire.StepChange;
import io.madcloud.bench.wire.StepJournal;
import io.madcloud.bench.wire.StepOutcome;
import io.madcloud.bench.wire.StoredSteps;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.Topics;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** How finished steps are remembered and told of. For one task. */
final class Steps {

  private final ProcessorContext<byte[], byte[]> context;
  private final KeyValueStore<Bytes, byte[]> store;
  private final AvroFormat<StoredSteps> stored;
  private final AvroFormat<StepJournal> journals;
  private final AvroFormat<StepOutcome> outcomes;
  private final boolean journaled;

  Steps(
      ProcessorContext<byte[], byte[]> context,
      SchemaRegistry registry,
      Topics topics,
      boolean journaled) {
    this.context = context;
    this.journaled = journaled;
    store = context.getStateStore(ByHandTopology.PROCESSES);
    stored =
        new AvroFormat<>(
            registry, context.applicationId() + "-" + ByHandTopology.PROCESSES, StoredSteps.class);
    journals = new AvroFormat<>(registry, topics.journal(), StepJournal.class);
    outcomes = new AvroFormat<>(registry, topics.outcomes(), StepOutcome.class);
  }

  /** Whether a process of this id has been there: then its request is a duplicate. */
  boolean know(byte[] process) {
    return store.get(Bytes.wrap(process)) != null;
  }

  /** One write, one journal record, one outcome. */
  void finish(Record<byte[], ?> cause, String a, String b, String c, String d) {
    store.put(Bytes.wrap(cause.key()), stored.encode(new StoredSteps(a, b, c, d)));
    if (journaled) {
      List<StepChange> changes =
          List.of(new StepChange("b", b), new StepChange("c", c), new StepChange("d", d));
      context.forward(
          cause.withValue(journals.encode(new StepJournal(changes))), ByHandTopology.JOURNAL);
    }
    context.forward(cause.withValue(outcomes.encode(new StepOutcome(d))), ByHandTopology.OUTCOMES);
  }
}
