package io.madcloud.topology;

import io.madcloud.engine.InProcess;
import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Op;
import io.madcloud.wire.Call;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node of an op, or the one that ops without a node of their own share. It keeps nothing. */
final class OpProcessor extends ContextualProcessor<String, Firing, String, Call> {

  /** Names the server of a call; the sink finds the topic by it. */
  static final String SERVER_HEADER = "madcloud.server";

  private static final Logger LOG = LoggerFactory.getLogger(OpProcessor.class);
  private static final String PREFIX = "op:";

  private final OpMetrics metrics;

  OpProcessor(OpMetrics metrics) {
    this.metrics = metrics;
  }

  /** The name of the node of the op at {@code path}. */
  static String nodeName(String path) {
    return PREFIX + path;
  }

  @Override
  public void process(Record<String, Firing> record) {
    Firing firing = record.value();
    Op op = firing.op();
    if (firing.call() == null) {
      long startNs = System.nanoTime();
      firing.replyWith(InProcess.run(op, firing.run()));
      calm();
      metrics.ran(op, firing.reply(), System.nanoTime() - startNs);
      return;
    }
    String server = ((Action.Call) op.action()).server();
    Headers headers = new RecordHeaders();
    headers.add(SERVER_HEADER, server.getBytes(StandardCharsets.UTF_8));
    metrics.called(op);
    context()
        .forward(
            new Record<>(record.key(), firing.call(), record.timestamp(), headers),
            MadcloudTopology.CALLS);
  }

  /**
   * Nobody interrupts a stream thread but an op that it runs; Kafka's clients would take it ill.
   */
  private static void calm() {
    if (Thread.interrupted()) {
      LOG.warn("Expected an op to leave its thread uninterrupted, but it did not");
    }
  }
}
