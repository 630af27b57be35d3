package io.madcloud.topology;

import org.apache.kafka.streams.KafkaStreams;

/**
 * How an engine is, when somebody asks.
 *
 * @param state as Kafka Streams names it
 * @param restoration null while nothing is restored
 * @param standbysBehind its copies of other engines' stores that are not near enough to take over
 */
public record EngineHealth(KafkaStreams.State state, Restoration restoration, int standbysBehind) {

  /**
   * Stores that are read from their changelogs.
   *
   * @param changelogs partitions of changelogs that are not through
   * @param done records read
   * @param left records still to be read
   * @param estimateS seconds that the rest takes if it goes on like this; -1 when that is not known
   */
  public record Restoration(int changelogs, long done, long left, long estimateS) {}

  /** Whether it can go on; if not, only another process helps. */
  public boolean isLive() {
    return state != KafkaStreams.State.ERROR && state != KafkaStreams.State.PENDING_ERROR;
  }

  /** Whether it has ended, for whatever reason. */
  public boolean hasStopped() {
    return state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING;
  }

  /** Whether it takes inputs, and can take over those of an engine that it stands by for. */
  public boolean isReady() {
    return state == KafkaStreams.State.RUNNING && restoration == null && standbysBehind == 0;
  }
}
