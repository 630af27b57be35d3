package io.madcloud.engine.program;

import java.util.Locale;

/** How a field's value comes of its contributions (the model's table of merge policies). */
public enum Merge {
  FORK,
  FIRST,
  LATEST,
  MAX,
  MIN,
  UNION,
  SUM;

  /** The name that programs use. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
