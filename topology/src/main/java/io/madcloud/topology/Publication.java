package io.madcloud.topology;

/**
 * A record for a topic that a one-way op publishes to.
 *
 * @param invocation its number in the process
 */
record Publication(String topic, int invocation, byte[] value) {}
