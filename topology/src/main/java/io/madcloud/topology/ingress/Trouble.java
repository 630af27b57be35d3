package io.madcloud.topology.ingress;

import io.madcloud.serdes.RegistryException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an ingress does its work: told once when it cannot and once when it can again, and shown
 * by a gauge. One thread.
 */
final class Trouble {

  private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LAST_PAUSE_MS = 5_000;

  private final Pauses pauses = new Pauses(FIRST_PAUSE_MS, LAST_PAUSE_MS);
  private final AtomicInteger working;
  private final Function<Throwable, Optional<String>> explain;
  private Class<?> told;

  /**
   * @param explain what a failure means, if brokers denied something
   */
  Trouble(MeterRegistry meters, Function<Throwable, Optional<String>> explain) {
    this.explain = explain;
    working = meters.gauge("madcloud.ingress.working", new AtomicInteger(1));
  }

  /**
   * It cannot work.
   *
   * @return milliseconds until it is to be tried again
   */
  long because(Throwable why) {
    working.set(0);
    if (why.getClass().equals(told)) {
      LOG.debug("The ingress still waits", why);
    } else {
      LOG.warn(
          "Expected to take records of topics, but {}; tried again until it works, and no record is"
              + " skipped",
          explain.apply(why).orElseGet(() -> text(why)),
          why instanceof KafkaException ? null : why);
      told = why.getClass();
    }
    return pauses.nextMs();
  }

  private static String text(Throwable why) {
    return why.getCause() == null || why instanceof RegistryException
        ? why.toString()
        : why + " (" + why.getCause() + ")";
  }

  /** Whether it cannot work. */
  boolean isThere() {
    return told != null;
  }

  /** It will never work again. */
  void forGood(Throwable why) {
    working.set(0);
    LOG.error(
        "Expected to take records of topics as long as the engine runs, but that has ended; start"
            + " the engine again",
        why);
  }

  /** It works. */
  void over() {
    if (told != null) {
      LOG.warn("Records of topics are taken again");
      told = null;
    }
    working.set(1);
    pauses.over();
  }
}
