package io.madcloud.bench.restarts;

import java.util.Map;

/** How brokers know an engine. */
enum Membership {
  /** As somebody new after each start; the default. */
  DYNAMIC("dynamic"),
  /** By a name that outlives it, and for so long that it is surely back. */
  PATIENT("static, session of 45 s"),
  /** By a name that outlives it. */
  STATIC("static");

  private static final String NAME = "consumer.group.instance.id";
  private static final String SESSION = "consumer.session.timeout.ms";

  private final String text;

  Membership(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** The configuration that makes an engine of this name one. */
  Map<String, String> properties(String engine) {
    return switch (this) {
      case DYNAMIC -> Map.of();
      case PATIENT -> Map.of(NAME, engine, SESSION, "45000");
      case STATIC -> Map.of(NAME, engine);
    };
  }
}
