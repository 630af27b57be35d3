package io.madcloud.testkit;

import io.madcloud.op.OpFunction;
import io.madcloud.op.OpReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CyclicBarrier;
import org.opentest4j.AssertionFailedError;

/** Whether an op answers the same inputs with the same reply, whoever runs it, when and where. */
final class SameReply {

  private static final int RUNS = 20;
  private static final int THREADS = 4;
  private static final int RUNS_OF_A_THREAD = 1_000;

  /** Long enough for a clock of milliseconds to move on. */
  private static final long MOMENT_NS = Duration.ofMillis(3).toNanos();

  private static final long ENOUGH_NS = Duration.ofMillis(500).toNanos();

  private final OpUnderTest op;
  private final OpFunction function;
  private final List<Sample> samples;

  /**
   * @param function that answered the samples first
   * @param samples all answered with messages
   */
  SameReply(OpUnderTest op, OpFunction function, List<Sample> samples) {
    this.op = op;
    this.function = function;
    this.samples = samples;
  }

  /** Changes the default locale and time zone for a while. */
  void check() {
    for (Sample sample : samples) {
      again(sample);
      expect(sample, "of another instance", op.run(op.function(), sample.inputs()));
      expect(sample, "to inputs in another order", op.run(function, reversed(sample.inputs())));
      elsewhere(sample);
    }
    atTheSameTime();
  }

  private void again(Sample sample) {
    long startNs = System.nanoTime();
    long passedNs = 0;
    for (int runs = 0; passedNs < MOMENT_NS || (runs < RUNS && passedNs < ENOUGH_NS); runs++) {
      expect(sample, "when it is asked again", op.run(function, sample.inputs()));
      passedNs = System.nanoTime() - startNs;
    }
  }

  /** Engines on other machines have other defaults. */
  private void elsewhere(Sample sample) {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    boolean east = zone.getRawOffset() > 0;
    try {
      // Another small i, another decimal point, another day.
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone(east ? "Etc/GMT+12" : "Etc/GMT-14"));
      expect(sample, "in another locale and time zone", op.run(op.function(), sample.inputs()));
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private void atTheSameTime() {
    int threads = Math.max(THREADS, samples.size());
    CyclicBarrier start = new CyclicBarrier(threads);
    List<LimitedRun> runs = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      Sample sample = samples.get(thread % samples.size());
      runs.add(
          op.start(
              () -> {
                start.await();
                return firstOther(sample);
              }));
    }
    List<Answer> answers = runs.stream().map(LimitedRun::answer).toList();
    for (int thread = 0; thread < threads; thread++) {
      expect(
          samples.get(thread % samples.size()),
          "while other threads run it, too",
          answers.get(thread));
    }
  }

  /** Runs the op many times, until the reply is another one. */
  private OpReply firstOther(Sample sample) throws Exception {
    OpReply expected = OpReply.of(sample.answer().messages());
    long endNs = System.nanoTime() + op.limit().toNanos() / 4;
    OpReply reply = expected;
    for (int runs = 0; runs < RUNS_OF_A_THREAD && System.nanoTime() < endNs; runs++) {
      reply = function.call(op.call(sample.inputs()));
      if (!expected.equals(reply)) {
        return reply;
      }
    }
    return reply;
  }

  private static void expect(Sample sample, String when, Answer answer) {
    if (!sample.answer().equals(answer)) {
      throw new AssertionFailedError(
          "Expected the same reply %s, to %s, but first %s, then %s"
              .formatted(when, Shown.value(sample.inputs()), sample.answer(), answer),
          sample.answer().toString(),
          answer.toString());
    }
  }

  private static Map<String, Object> reversed(Map<String, Object> map) {
    List<String> names = new ArrayList<>(map.keySet());
    Collections.reverse(names);
    Map<String, Object> reversed = new LinkedHashMap<>();
    names.forEach(name -> reversed.put(name, reversed(map.get(name))));
    return reversed;
  }

  /** The elements of a list stay in their order, which is part of its value. */
  @SuppressWarnings("unchecked") // maps in values have texts as keys
  private static Object reversed(Object value) {
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(reversed(item)));
      return items;
    }
    return value instanceof Map<?, ?> map ? reversed((Map<String, Object>) map) : value;
  }
}
