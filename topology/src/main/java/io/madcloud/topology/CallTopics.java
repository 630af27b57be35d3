package io.madcloud.topology;

/**
 * Which topics there are to publish calls on. A producer that meets a missing one blocks its thread
 * and takes the transaction with it, so it is asked beforehand. Thread-safe; never waits.
 */
@FunctionalInterface
interface CallTopics {

  /** Takes every topic for granted. */
  CallTopics ALL = topic -> Presence.PRESENT;

  /** What is known of a topic. */
  enum Presence {
    PRESENT,
    MISSING,
    /** Nobody has looked yet; soon somebody will have. */
    UNKNOWN
  }

  Presence of(String topic);
}
