package io.madcloud.topology;

import io.madcloud.engine.Change;
import io.madcloud.engine.Effect;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.Turn;
import io.madcloud.wire.Update;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/** What crosses between datacenters, as Micrometer meters. Thread-safe. */
final class LinkMetrics {

  private final MeterRegistry meters;

  LinkMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void sent(String datacenter) {
    meters.counter("madcloud.updates.sent", "to", datacenter).increment();
  }

  /**
   * An update was read.
   *
   * @param turn what came of it
   * @param nowMs by the clock here; those of two datacenters differ a little
   */
  void received(Update update, Turn turn, long nowMs) {
    String from = update.getFrom();
    if (turn.rejected() != null && turn.rejected().reason() == Rejection.DUPLICATE_UPDATE) {
      meters.counter("madcloud.updates.duplicates", "from", from).increment();
      return;
    }
    meters.counter("madcloud.updates.received", "from", from).increment();
    meters
        .timer("madcloud.updates.delay", "from", from)
        .record(Math.max(0, nowMs - update.getSentMs()), TimeUnit.MILLISECONDS);
    if (turn.process() != null && turn.process().hasEarlyUpdates()) {
      meters.counter("madcloud.updates.early", "from", from).increment();
    }
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.Journal journal) {
        long conflicts = journal.changes().stream().filter(LinkMetrics::isConflict).count();
        meters.counter("madcloud.updates.conflicts", "from", from).increment((double) conflicts);
      }
    }
  }

  /** Whether an alternative came to be where the home could have come to another value. */
  private static boolean isConflict(Change change) {
    return change instanceof Change.Created created
        && created.fieldset().indexOf('@', created.fieldset().lastIndexOf('.') + 1) >= 0;
  }
}
