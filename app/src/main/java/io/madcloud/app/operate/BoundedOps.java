package io.madcloud.app.operate;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many ops meters tell apart, as a program may have 100,000: those that were seen first
 * keep their paths, and all others are counted together. Gauges cannot be counted together; those
 * of the others are left out. Thread-safe.
 */
final class BoundedOps implements MeterFilter {

  /** What the others are called. */
  static final String OTHER = "other";

  private static final String TAG = "op";

  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  BoundedOps(int most) {
    this.most = most;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    String op = id.getTag(TAG);
    return op == null || isKnown(op) ? id : id.replaceTags(others(id));
  }

  private boolean isKnown(String op) {
    if (known.contains(op)) {
      return true;
    }
    synchronized (known) {
      return known.size() < most && known.add(op);
    }
  }

  private static Iterable<Tag> others(Meter.Id id) {
    return id.getTags().stream()
        .map(tag -> tag.getKey().equals(TAG) ? Tag.of(TAG, OTHER) : tag)
        .toList();
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    boolean left = id.getType() == Meter.Type.GAUGE && OTHER.equals(id.getTag(TAG));
    return left ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
  }
}
