package io.madcloud.topology;

import java.util.OptionalInt;

/**
 * Which topics there are to publish on. A producer that meets a missing one blocks its thread and
 * takes the transaction with it, so it is asked beforehand. Thread-safe.
 */
@FunctionalInterface
interface CallTopics {

  /** What a topic takes if nobody says otherwise, in bytes: {@code max.message.bytes}. */
  int DEFAULT_LARGEST = 1_048_588;

  /** Takes every topic for granted. */
  CallTopics ALL = topic -> Presence.PRESENT;

  /** What is known of a topic. */
  enum Presence {
    PRESENT,
    MISSING,
    /** The brokers do not let this engine write to it, be it there or not. */
    DENIED,
    /** Nobody has looked yet; soon somebody will have. */
    UNKNOWN
  }

  /** What is known of a topic. Never waits. */
  Presence of(String topic);

  /**
   * How many bytes a batch of records may have on a topic; empty when there is none of that name,
   * or nothing may be written to it. Waits for the brokers when a topic is asked for first.
   *
   * @throws org.apache.kafka.common.KafkaException if they do not answer
   */
  default OptionalInt largestRecord(String topic) {
    return of(topic) == Presence.PRESENT ? OptionalInt.of(DEFAULT_LARGEST) : OptionalInt.empty();
  }
}
