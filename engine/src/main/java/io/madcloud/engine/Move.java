package io.madcloud.engine;

/**
 * What this datacenter did to a fieldset of a process that others hold too, by the numbers that
 * things have here.
 */
sealed interface Move {

  /** A fieldset came to be. */
  record Forked(int fieldset) implements Move {}

  /** A message was laid over a fieldset. */
  record Added(int fieldset, int message, Stamp stamp, int[] fields) implements Move {}

  /** A contribution was removed. */
  record Withdrawn(int fieldset, int message, Stamp stamp, int field) implements Move {}

  /** What an invocation replied counts no more, as its op was run again where it has moved to. */
  record Superseded(int invocation) implements Move {}

  /** A fieldset was closed. */
  record Closed(int fieldset) implements Move {}
}
