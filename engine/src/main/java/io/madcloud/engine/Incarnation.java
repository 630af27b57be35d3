package io.madcloud.engine;

/**
 * Where the notification of a process was written: it tells a process from a later one with the
 * same id.
 *
 * @param topic of the notification
 * @param partition of the topic
 * @param offset in the partition
 */
public record Incarnation(String topic, int partition, long offset) {}
