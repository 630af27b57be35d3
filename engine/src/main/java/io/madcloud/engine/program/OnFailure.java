package io.madcloud.engine.program;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of the others when attempts are used up and no {@code fail} field takes that. */
public enum OnFailure {
  /** They go on without it. */
  CONTINUE,
  /** Nothing in the folder that says so, or below it, happens any more in the process. */
  DROP_FOLDER,
  /** The process fails. */
  FAIL_PROCESS;

  /** The names that programs use. */
  public static final List<String> NAMES = Arrays.stream(values()).map(OnFailure::text).toList();

  /** The one with this name, which must be one of {@link #NAMES}. */
  public static OnFailure of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The name that programs use. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
