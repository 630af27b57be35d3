package io.madcloud.engine.check;

import io.madcloud.engine.program.Computation;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Slot;

/**
 * The course that processes of one notification can take: what the notification leads to. A process
 * begins with one event, so what never meets in a course never meets. Good until the next one is
 * explored.
 *
 * @param start the notification
 * @param patience with the program
 */
record Course(Wiring wiring, int start, Reach reach, Patience patience) {

  boolean happens(int op) {
    return reach.happens(op);
  }

  Op notification() {
    return wiring.op(start);
  }

  /** Whether the event can populate the field. */
  boolean eventMaySet(int field) {
    return Wiring.contains(wiring.products(start), field);
  }

  /** Whether every event populates the field: by an expression, as all others may be left out. */
  boolean eventSets(int field) {
    Computation computation = Wiring.computation(notification());
    if (computation != null) {
      for (Slot slot : notification().out()) {
        if (slot.field().number() == field) {
          return computation.results().containsKey(slot.local());
        }
      }
    }
    return false;
  }

  /** Whether the op is another than the notification that can populate the field here. */
  boolean isProducer(int op) {
    return op != start && reach.happens(op);
  }
}
