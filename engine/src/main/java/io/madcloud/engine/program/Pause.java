package io.madcloud.engine.program;

/**
 * What an operator wants of the ops at and below a path: a brake on them, or its end.
 *
 * @param path absolute, of an op or a folder
 * @param paused whether they are to be paused; otherwise they are resumed
 */
public record Pause(String path, boolean paused) {

  /** The program by that, or null when there is no op at or below the path that can be paused. */
  public Program of(Program program, long revision) {
    return paused ? program.paused(revision, path) : program.resumed(revision, path);
  }
}
