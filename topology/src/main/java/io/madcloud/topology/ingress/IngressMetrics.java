package io.madcloud.topology.ingress;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

/** What an ingress has done, as Micrometer meters. Thread-safe. */
final class IngressMetrics {

  private final MeterRegistry meters;
  private final AtomicInteger unreadable;

  IngressMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.unreadable = meters.gauge("madcloud.ingress.unreadable.topics", new AtomicInteger());
  }

  /** How many topics are named by ops and cannot be read. */
  void unreadable(int topics) {
    unreadable.set(topics);
  }

  /** Records of a topic are read, and what came of them is written, for good. */
  void read(String topic, int records) {
    meters.counter("madcloud.ingress.records", "topic", topic).increment(records);
  }

  /** So are these. */
  void written(Collection<Ingested> all) {
    for (Ingested each : all) {
      String topic = each.source().topic();
      if (each.refusal() == null) {
        meters.counter("madcloud.ingress.notifications", "topic", topic).increment();
      } else {
        meters
            .counter("madcloud.ingress.refused", "topic", topic, "reason", each.refusal())
            .increment();
      }
    }
  }
}
