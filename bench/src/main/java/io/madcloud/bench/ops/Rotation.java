package io.madcloud.bench.ops;

/** The step that every side takes: trivial, the same everywhere, and seen in what comes out. */
public final class Rotation {

  private Rotation() {}

  /** The first character moves to the end, so that a value of so many bytes makes another one. */
  public static String of(String text) {
    return text.substring(1) + text.charAt(0);
  }
}
