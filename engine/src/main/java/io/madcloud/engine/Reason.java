package io.madcloud.engine;

import java.util.Locale;

/** Why a process failed. */
public enum Reason {
  /** A step would have passed a limit: these three, in order of precedence. */
  LIMIT_FIELDSETS,
  LIMIT_FIRINGS,
  LIMIT_BYTES,
  /** An op failed whose folder says {@code on-failure: fail-process}. */
  OP_FAILED;

  /** The reason with this word. */
  public static Reason of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The model's word. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
