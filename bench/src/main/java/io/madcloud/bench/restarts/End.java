package io.madcloud.bench.restarts;

import java.time.Duration;

/** How an engine ends, and when it is started again. */
enum End {
  /** Asked to, as by a rolling update. */
  STOPPED("SIGTERM", Duration.ZERO, Duration.ofSeconds(5)),
  /** As one whose container is restarted. */
  KILLED("SIGKILL", Duration.ZERO, Duration.ofSeconds(15)),
  /** As one whose machine is gone. */
  LOST("SIGKILL, back after 30 s", Duration.ofSeconds(30), Duration.ofSeconds(15));

  private final String text;
  private final Duration away;
  private final Duration target;

  End(String text, Duration away, Duration target) {
    this.text = text;
    this.away = away;
    this.target = target;
  }

  String text() {
    return text;
  }

  /** How long nobody starts it. */
  Duration away() {
    return away;
  }

  /** The longest gap that is aimed at, with a standby. */
  Duration target() {
    return target;
  }
}
