package io.madcloud.bench.contest;

import io.madcloud.bench.load.Payload;
import io.madcloud.bench.process.JavaProcess;
import java.util.function.Predicate;

/** A side that is another one and something more. */
interface SideOnTop extends Side {

  /** The other one. */
  Side side();

  @Override
  default String name() {
    return side().name();
  }

  @Override
  default void prepare(Place place) throws Exception {
    side().prepare(place);
  }

  @Override
  default JavaProcess start(Place place) {
    return side().start(place);
  }

  @Override
  default Predicate<String> isRunning() {
    return side().isRunning();
  }

  @Override
  default Payload payload(Place place) {
    return side().payload(place);
  }
}
