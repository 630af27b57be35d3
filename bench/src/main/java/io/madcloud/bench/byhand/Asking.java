package io.madcloud.bench.byhand;

import io.madcloud.bench.wire.Request;
import io.madcloud.bench.wire.StepCall;
import io.madcloud.bench.wire.StepOutcome;
import io.madcloud.bench.wire.StepReply;
import io.madcloud.serdes.SchemaRegistry;
import io.madcloud.topology.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How steps are asked of a worker, and what is remembered meanwhile. For one task.
 *
 * @param <S> what is remembered of a process
 */
final class Asking<S extends SpecificRecord> {

  private final ProcessorContext<byte[], byte[]> context;
  private final String requestTopic;
  private final KeyValueStore<Bytes, byte[]> store;
  private final AvroFormat<S> stored;
  private final AvroFormat<Request> requests;
  private final AvroFormat<StepCall> calls;
  private final AvroFormat<StepReply> replies;
  private final AvroFormat<StepOutcome> outcomes;

  Asking(
      ProcessorContext<byte[], byte[]> context,
      SchemaRegistry registry,
      Topics topics,
      Class<S> state) {
    this.context = context;
    requestTopic = topics.notifications();
    store = context.getStateStore(ByHandTopology.PROCESSES);
    stored =
        new AvroFormat<>(registry, context.applicationId() + "-" + ByHandTopology.PROCESSES, state);
    requests = new AvroFormat<>(registry, requestTopic, Request.class);
    calls = new AvroFormat<>(registry, topics.calls(ByHandMain.WORKER), StepCall.class);
    replies = new AvroFormat<>(registry, topics.replies(), StepReply.class);
    outcomes = new AvroFormat<>(registry, topics.outcomes(), StepOutcome.class);
  }

  /** The value that the record begins a process with; null when it is a reply. */
  String begun(Record<byte[], byte[]> record) {
    return context.recordMetadata().orElseThrow().topic().equals(requestTopic)
        ? requests.decode(record.value()).getA()
        : null;
  }

  StepReply reply(Record<byte[], byte[]> record) {
    return replies.decode(record.value());
  }

  /** What is remembered of the record's process; null when it is new. */
  S remembered(Record<byte[], byte[]> record) {
    byte[] bytes = store.get(Bytes.wrap(record.key()));
    return bytes == null ? null : stored.decode(bytes);
  }

  void remember(Record<byte[], byte[]> record, S state) {
    store.put(Bytes.wrap(record.key()), stored.encode(state));
  }

  void ask(Record<byte[], byte[]> cause, int step, String value) {
    StepCall call = new StepCall(step, context.taskId().partition(), value);
    context.forward(cause.withValue(calls.encode(call)), ByHandTopology.CALLS);
  }

  void finish(Record<byte[], byte[]> cause, String last) {
    context.forward(
        cause.withValue(outcomes.encode(new StepOutcome(last))), ByHandTopology.OUTCOMES);
  }
}
