package io.madcloud.engine;

import java.util.Locale;

/** Why a process failed: the limit that a step would have passed. In order of precedence. */
public enum Reason {
  LIMIT_FIELDSETS,
  LIMIT_FIRINGS,
  LIMIT_BYTES;

  /** The reason with this word. */
  public static Reason of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The model's word. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
