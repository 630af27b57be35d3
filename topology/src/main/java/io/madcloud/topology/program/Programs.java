package io.madcloud.topology.program;

import io.madcloud.engine.program.Program;

/** The snapshots of the program. Thread-safe; a turn reads one snapshot. */
public interface Programs {

  /** The newest snapshot. */
  Program current();

  /**
   * The newest snapshot, once it has at least this revision. A process may come from an engine that
   * had read further in the program log; its numbers mean something only from that revision on.
   */
  Program atLeast(long revision);
}
