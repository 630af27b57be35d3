/**
 * Scenarios played through Kafka: events as records, an engine with its stores for each file, and
 * processes rebuilt from what the engine writes.
 */
package io.madcloud.app.scenario.kafka;
