package io.madcloud.engine.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Explores the courses of a program's notifications, and remembers what it found out about its ops
 * on the way: which of them can happen, and what keeps the others from it.
 */
final class Courses {

  private static final long MAX_VISITS = 4_000_000;
  private static final long MAX_STEPS = 5_000_000;

  /** What keeps an op from happening: a mask, in the courses of a notification. */
  record Masked(int field, SortedSet<Integer> notifications) {}

  private final Wiring wiring;
  private final Reach reach;
  private final boolean[] happens;
  private final boolean[] united;
  private final boolean[] unitedFields;
  private final Masked[] masked;
  private final int[] firstCourseOf;
  private final Patience patience = new Patience(MAX_STEPS);
  private boolean complete = true;

  Courses(Wiring wiring) {
    this.wiring = wiring;
    this.reach = new Reach(wiring);
    this.happens = new boolean[wiring.opCount()];
    this.united = new boolean[wiring.opCount()];
    this.unitedFields = new boolean[wiring.fieldCount()];
    this.masked = new Masked[wiring.opCount()];
    this.firstCourseOf = new int[wiring.fieldCount()];
    unite();
  }

  /** Explores all courses, and hands each on while it is good. */
  void explore(Consumer<Course> visitor) {
    for (int start : wiring.notifications()) {
      if (reach.visits() > MAX_VISITS) {
        complete = false;
        return;
      }
      Course course = course(start);
      for (int place = 0; place < reach.opCount(); place++) {
        happens[reach.opAt(place)] = true;
      }
      for (int place = 0; place < reach.fieldCount(); place++) {
        if (firstCourseOf[reach.fieldAt(place)] == 0) {
          firstCourseOf[reach.fieldAt(place)] = start + 1;
        }
      }
      visitor.accept(course);
    }
  }

  /** As if a process could begin with all notifications at once: cheap, and rules out most. */
  private void unite() {
    reach.explore(wiring.notifications(), op -> false);
    for (int place = 0; place < reach.opCount(); place++) {
      united[reach.opAt(place)] = true;
    }
    for (int place = 0; place < reach.fieldCount(); place++) {
      unitedFields[reach.fieldAt(place)] = true;
    }
  }

  private Course course(int start) {
    Course course = new Course(wiring, start, reach, patience);
    int[] starts = {start};
    Map<Integer, Integer> blocked = new HashMap<>();
    do {
      reach.explore(starts, op -> blocked.containsKey(op) || setMask(course, op) != Wiring.NONE);
    } while (block(course, blocked));
    for (int place = 0; place < reach.completeCount(); place++) {
      int op = reach.completeAt(place);
      if (!reach.happens(op)) {
        int mask = blocked.containsKey(op) ? blocked.get(op) : setMask(course, op);
        masked[op] = masked[op] == null ? new Masked(mask, new TreeSet<>()) : masked[op];
        masked[op].notifications.add(start);
      }
    }
    return course;
  }

  /** A mask of the op that every event sets, or {@link Wiring#NONE}. */
  private int setMask(Course course, int op) {
    for (int mask : wiring.masks(op)) {
      if (course.eventSets(mask)) {
        return mask;
      }
    }
    return Wiring.NONE;
  }

  /**
   * Blocks ops that have a field in their mask that an event may leave out, but all of whose inputs
   * come of that very field: with it the op is masked, without it the inputs are missing.
   */
  private boolean block(Course course, Map<Integer, Integer> blocked) {
    Needs.Tokens tokens = new Needs.Tokens(wiring);
    List<Integer> candidates = new ArrayList<>();
    Set<Integer> tracked = new HashSet<>();
    for (int place = 1; place < reach.opCount(); place++) {
      for (int mask : wiring.masks(reach.opAt(place))) {
        if (course.eventMaySet(mask)) {
          candidates.add(reach.opAt(place));
          tracked.add(tokens.event(mask));
        }
      }
    }
    if (candidates.isEmpty()) {
      return false;
    }
    int before = blocked.size();
    Needs.of(course, tracked::contains)
        .ifPresent(
            needs -> {
              for (int op : candidates) {
                for (int mask : wiring.masks(op)) {
                  if (needs.needs(op, tokens.event(mask))) {
                    blocked.put(op, mask);
                  }
                }
              }
            });
    return blocked.size() > before;
  }

  /** Whether it is known that no notification leads to the op. */
  boolean isImpossible(int op) {
    return !united[op] || (complete && !happens[op]);
  }

  /** Whether the op could happen if processes began with all notifications at once. */
  boolean isUnited(int op) {
    return united[op];
  }

  /** Whether the field could be populated if processes began with all notifications at once. */
  boolean isUnitedField(int field) {
    return unitedFields[field];
  }

  /** A notification that leads to the field, or {@link Wiring#NONE}. */
  int notificationOf(int field) {
    return firstCourseOf[field] - 1;
  }

  /** What masks the op wherever its inputs are there, or null. */
  Masked masked(int op) {
    return masked[op];
  }

  /** Whether all courses were explored. */
  boolean isComplete() {
    return complete;
  }
}
