package io.madcloud.bench.byhand;

/** What is written by hand. */
public enum Variant {
  /** Three steps in one processor: one state write, one journal record, one outcome. */
  WHOLE(3),
  /** The same without the journal record. */
  FLOOR(3),
  /** A topic between the steps, as if each belonged to another team; the state at the end. */
  HOPS(3),
  /** Three steps that a worker in another process takes, one after the other; no journal. */
  CALLS(3),
  /** A hundred steps that a worker takes at once, and one when all are answered; no journal. */
  FAN_OUT(2);

  private final int rotations;

  Variant(int rotations) {
    this.rotations = rotations;
  }

  /** How often a value is rotated on its way into the outcome. */
  public int rotations() {
    return rotations;
  }

  boolean asksWorker() {
    return this == CALLS || this == FAN_OUT;
  }
}
