package io.madcloud.topology;

import io.madcloud.engine.InProcess;
import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Op;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node of an op, or the one that ops without a node of their own share. It keeps nothing. */
final class OpProcessor extends ContextualProcessor<String, Firing, String, Object> {

  /** Names the server of a call; the sink finds the topic by it. */
  static final String SERVER_HEADER = "madcloud.server";

  private static final Logger LOG = LoggerFactory.getLogger(OpProcessor.class);
  private static final String PREFIX = "op:";

  private final OpMetrics metrics;
  private final Publishing publishing;

  OpProcessor(OpMetrics metrics, Publishing publishing) {
    this.metrics = metrics;
    this.publishing = publishing;
  }

  /** The name of the node of the op at {@code path}. */
  static String nodeName(String path) {
    return PREFIX + path;
  }

  @Override
  public void process(Record<String, Firing> record) {
    Firing firing = record.value();
    Op op = firing.op();
    if (firing.run() != null) {
      run(firing);
    } else if (firing.call() != null) {
      metrics.called(op);
      Headers headers = headers(SERVER_HEADER, ((Action.Call) op.action()).server());
      forward(record, firing.call(), headers, MadcloudTopology.CALLS);
    } else {
      Publication publication = firing.publication();
      Headers headers = headers(Refusals.OP, op.path());
      headers.add(Refusals.INVOCATION, utf8(Integer.toString(publication.invocation())));
      forward(record, publication, headers, MadcloudTopology.PUBLISHED);
    }
  }

  private void run(Firing firing) {
    Op op = firing.op();
    long startNs = System.nanoTime();
    if (op.action() instanceof Action.Publish) {
      publishing.prepare(firing);
    } else {
      firing.replyWith(InProcess.run(op, firing.run(), firing.steps()));
    }
    calm();
    metrics.ran(op, firing.reply(), System.nanoTime() - startNs);
  }

  private void forward(Record<String, Firing> record, Object value, Headers headers, String sink) {
    context().forward(new Record<>(record.key(), value, record.timestamp(), headers), sink);
  }

  private static Headers headers(String name, String value) {
    return new RecordHeaders().add(name, utf8(value));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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
