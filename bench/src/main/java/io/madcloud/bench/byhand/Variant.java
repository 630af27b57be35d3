package io.madcloud.bench.byhand;

/** What is written by hand for the three steps. */
public enum Variant {
  /** All in one processor: one state write, one journal record, one outcome. */
  WHOLE,
  /** The same without the journal record. */
  FLOOR,
  /** A topic between the steps, as if each belonged to another team; the state at the end. */
  HOPS
}
