package io.madcloud.bench.restarts;

import java.util.Map;

/** How brokers know an engine. */
enum Membership {
  /** As somebody new after each start; the default. */
  DYNAMIC("dynamic"),
  /** By a name that outlives it. */
  STATIC("static");

  private final String text;

  Membership(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** The configuration that makes an engine of this name one. */
  Map<String, String> properties(String engine) {
    return this == DYNAMIC ? Map.of() : Map.of("consumer.group.instance.id", engine);
  }
}
