package io.madcloud.engine;

import java.util.Locale;

/** What a process is doing. */
public enum Status {
  RUNNING,
  QUIESCENT,
  FAILED,
  CANCELLED;

  /** The model's word. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
