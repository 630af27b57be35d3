package io.madcloud.bench.contest;

import io.madcloud.bench.load.Window;
import java.util.function.ToDoubleFunction;

/** What is compared of a window. */
public enum Measure {
  THROUGHPUT("processes/s", false, false, Window::perSecond),
  PER_CPU("processes per CPU-second", false, false, Window::perCpuSecond),
  PER_CPU_WITH_SERVERS(
      "the same, CPU of broker and worker included", false, false, Window::perCpuSecondWithServers),
  UNPACED_P50("p50 at no fixed rate", false, true, Window::p50Ms),
  UNPACED_P99("p99 at no fixed rate", false, true, Window::p99Ms),
  P50("p50 at the offered rate", true, true, Window::p50Ms),
  P99("p99 at the offered rate", true, true, Window::p99Ms);

  private final String text;
  private final boolean offered;
  private final boolean less;

  @SuppressWarnings("ImmutableEnumChecker") // A function without state.
  private final ToDoubleFunction<Window> value;

  Measure(String text, boolean offered, boolean less, ToDoubleFunction<Window> value) {
    this.text = text;
    this.offered = offered;
    this.less = less;
    this.value = value;
  }

  /** How tables call it. */
  public String text() {
    return text;
  }

  /** Whether it is taken while every side is offered the same; otherwise, as much as it takes. */
  boolean isOffered() {
    return offered;
  }

  double of(Window window) {
    return value.applyAsDouble(window);
  }

  /** Whether a ratio, or a figure, meets a bound. */
  boolean isMet(double ratio, double bound) {
    return less ? ratio <= bound : ratio >= bound;
  }

  /** A bound of a ratio for people. */
  String bound(double bound) {
    return "%s %.2f".formatted(less ? "≤" : "≥", bound);
  }

  /** A figure for people. */
  String figure(double figure) {
    return (less ? "%.1f ms" : "%,.0f").formatted(figure);
  }

  /** A bound of a figure for people. */
  String figureBound(double bound) {
    return (less ? "≤ " : "≥ ") + figure(bound);
  }
}
