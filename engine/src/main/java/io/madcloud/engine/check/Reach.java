package io.madcloud.engine.check;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What can happen: the least set of ops whose inputs can be populated, by ops that can happen
 * themselves. Masks and conditions are taken to let every op happen, save those that are blocked by
 * name; so an op that is not reached can never happen, and one that is may yet not.
 *
 * <p>One object is explored with over and over, each time for the cost of what is reached.
 */
final class Reach {

  private final Wiring wiring;
  private final Numbering ops;
  private final Numbering fields;
  private final Numbering complete;
  private final int[] missing;
  private final int[] missingOf;
  private int exploration;
  private long visits;

  /** Numbers in the order in which they were added, forgotten all at once. */
  private static final class Numbering {
    private final int[] places;
    private int[] added = new int[16];
    private int size;

    Numbering(int count) {
      places = new int[count];
    }

    boolean has(int number) {
      int place = places[number];
      return place < size && added[place] == number;
    }

    boolean add(int number) {
      if (has(number)) {
        return false;
      }
      if (size == added.length) {
        added = Arrays.copyOf(added, 2 * size);
      }
      places[number] = size;
      added[size++] = number;
      return true;
    }
  }

  Reach(Wiring wiring) {
    this.wiring = wiring;
    this.ops = new Numbering(wiring.opCount());
    this.complete = new Numbering(wiring.opCount());
    this.fields = new Numbering(wiring.fieldCount());
    this.missing = new int[wiring.opCount()];
    this.missingOf = new int[wiring.opCount()];
  }

  /**
   * Explores what the events of notifications lead to.
   *
   * @param blocked ops that do not happen although their inputs are there
   */
  void explore(int[] starts, IntPredicate blocked) {
    exploration++;
    ops.size = 0;
    fields.size = 0;
    complete.size = 0;
    for (int start : starts) {
      ops.add(start);
      populate(start);
    }
    for (int next = 0; next < fields.size; next++) {
      for (int op : wiring.consumers(fields.added[next])) {
        visits++;
        if (missingOf[op] != exploration) {
          missingOf[op] = exploration;
          missing[op] = wiring.inputs(op).length;
        }
        if (--missing[op] == 0) {
          complete.add(op);
          if (!blocked.test(op)) {
            ops.add(op);
            populate(op);
          }
        }
      }
    }
  }

  private void populate(int op) {
    for (int field : wiring.yields(op)) {
      visits++;
      fields.add(field);
    }
  }

  /** Whether the op can happen. */
  boolean happens(int op) {
    return ops.has(op);
  }

  /** Whether all inputs of the op can be populated. */
  boolean isComplete(int op) {
    return complete.has(op);
  }

  boolean populates(int field) {
    return fields.has(field);
  }

  int opCount() {
    return ops.size;
  }

  /** The op at a place in the order in which ops can happen, beginning with the notification. */
  int opAt(int place) {
    return ops.added[place];
  }

  /** The place of an op that can happen. */
  int placeOf(int op) {
    return ops.places[op];
  }

  int fieldCount() {
    return fields.size;
  }

  int fieldAt(int place) {
    return fields.added[place];
  }

  /** The place of a field that can be populated. */
  int placeOfField(int field) {
    return fields.places[field];
  }

  int completeCount() {
    return complete.size;
  }

  int completeAt(int place) {
    return complete.added[place];
  }

  /** How much was looked at in all. */
  long visits() {
    return visits;
  }
}
