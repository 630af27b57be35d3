package io.madcloud.engine.program;

/**
 * A server as a declaration states it.
 *
 * @param name as ops call it
 * @param inFlight how many calls to it may be in flight, at least 1; null for any number
 */
public record ServerSpec(String name, Integer inFlight, Place place) {}
