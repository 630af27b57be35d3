package io.madcloud.engine;

import io.madcloud.engine.program.Steps;

/**
 * What the expressions of a turn cost, in firings: beyond some, so many steps are as much as one.
 * Without it a few ops with long expressions would be within the limit of firings and hold up a
 * partition.
 */
final class Effort {

  private final Process process;
  private final long firingsBefore;
  private final Steps steps;

  Effort(Process process, Limits limits) {
    this.process = process;
    this.firingsBefore = process.firings;
    long left = Math.min(limits.firings(), Integer.MAX_VALUE) - firingsBefore;
    // One that takes more has passed the limit.
    this.steps = new Steps(Steps.FREE + Math.max(0, left + 1) * Steps.PER_FIRING - 1);
  }

  /** Those that the turn may take; with one more the process has fired too often. */
  Steps steps() {
    return steps;
  }

  /** Counts what was taken so far among the firings of the process. */
  void count() {
    long firings = firingsBefore + Math.max(0, steps.taken() - Steps.FREE) / Steps.PER_FIRING;
    process.firings = (int) Math.max(process.firings, Math.min(firings, Integer.MAX_VALUE));
  }
}
