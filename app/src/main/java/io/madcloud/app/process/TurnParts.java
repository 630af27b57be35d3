package io.madcloud.app.process;

import io.madcloud.wire.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins turns that were too large for one record. Used by one thread. */
final class TurnParts {

  /** Turns whose last part is still to come, by process. */
  private final Map<String, Turn> begun = new HashMap<>();

  /** Takes the next record of a journal; returns the turn that it completes, or null. */
  Turn add(Turn part) {
    Turn before = begun.remove(part.getProcess());
    Turn joined = before == null || part.getPart() == 0 ? part : joined(before, part);
    if (!part.getLast()) {
      begun.put(part.getProcess(), joined);
      return null;
    }
    return joined;
  }

  private static Turn joined(Turn before, Turn part) {
    List<Object> changes = new ArrayList<>(before.getChanges());
    changes.addAll(part.getChanges());
    before.setChanges(changes);
    return before;
  }
}
