package io.madcloud.engine.yaml;

import io.madcloud.engine.program.OnFailure;
import io.madcloud.engine.program.Supervision;
import java.util.List;
import java.util.Map;

/**
 * The keys of {@code supervise} that are written at one place; null where they are not.
 *
 * @param folder of the {@code onFailure}; null while that is not known
 */
record PartialSupervision(
    Integer attempts,
    Long backoffMs,
    Long maxBackoffMs,
    Long timeoutMs,
    OnFailure onFailure,
    String folder) {

  static final PartialSupervision NONE = new PartialSupervision(null, null, null, null, null, null);

  private static final String WHAT =
      "a map of attempts, backoff, max-backoff, timeout and on-failure";
  private static final List<String> KEYS =
      List.of("attempts", "backoff", "max-backoff", "timeout", "on-failure");

  static PartialSupervision read(YamlCursor cursor) {
    Map<String, YamlCursor> keys = cursor.entries(WHAT, KEYS);
    YamlCursor attempts = keys.get("attempts");
    YamlCursor backoff = keys.get("backoff");
    YamlCursor maxBackoff = keys.get("max-backoff");
    YamlCursor timeout = keys.get("timeout");
    return new PartialSupervision(
        attempts == null ? null : attempts(attempts),
        backoff == null ? null : Durations.read(backoff),
        maxBackoff == null ? null : Durations.read(maxBackoff),
        timeout == null ? null : timeout(timeout),
        keys.containsKey("on-failure") ? onFailure(keys.get("on-failure")) : null,
        null);
  }

  /** These keys as they are written in a folder, or in an op of it. */
  PartialSupervision in(String path) {
    return new PartialSupervision(
        attempts, backoffMs, maxBackoffMs, timeoutMs, onFailure, onFailure == null ? null : path);
  }

  /** These keys, and where they are not written those of {@code outer}. */
  PartialSupervision over(PartialSupervision outer) {
    return new PartialSupervision(
        attempts != null ? attempts : outer.attempts,
        backoffMs != null ? backoffMs : outer.backoffMs,
        maxBackoffMs != null ? maxBackoffMs : outer.maxBackoffMs,
        timeoutMs != null ? timeoutMs : outer.timeoutMs,
        onFailure != null ? onFailure : outer.onFailure,
        onFailure != null ? folder : outer.folder);
  }

  /** These keys, and where they are not written the defaults. */
  Supervision complete() {
    Supervision defaults = Supervision.DEFAULT;
    return new Supervision(
        attempts != null ? attempts : defaults.attempts(),
        backoffMs != null ? backoffMs : defaults.backoffMs(),
        maxBackoffMs != null ? maxBackoffMs : defaults.maxBackoffMs(),
        timeoutMs != null ? timeoutMs : defaults.timeoutMs(),
        onFailure != null ? onFailure : defaults.onFailure(),
        folder);
  }

  private static OnFailure onFailure(YamlCursor cursor) {
    String name = cursor.oneOf(OnFailure.NAMES);
    return name == null ? null : OnFailure.of(name);
  }

  private static Integer attempts(YamlCursor cursor) {
    Long attempts = cursor.integer("a number of attempts, at least 1", 1);
    return attempts == null ? null : (Integer) (int) Math.min(attempts, Integer.MAX_VALUE);
  }

  private static Long timeout(YamlCursor cursor) {
    if (cursor.node() instanceof YamlNode.Scalar scalar && scalar.text().equals("none")) {
      return Supervision.NO_TIMEOUT;
    }
    Long ms =
        cursor.node() instanceof YamlNode.Scalar scalar ? Durations.parseMs(scalar.text()) : null;
    if (ms == null || ms == 0) {
      cursor.expected("'none' or " + Durations.EXPECTED);
      return null;
    }
    return ms;
  }
}
