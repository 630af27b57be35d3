package io.madcloud.engine;

import java.util.Locale;

/** What a process is doing. */
public enum Status {
  RUNNING,
  QUIESCENT,
  FAILED,
  CANCELLED;

  /** Whether a process that has it never runs again. */
  public boolean isFinal() {
    return this == FAILED || this == CANCELLED;
  }

  /** The model's word. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
