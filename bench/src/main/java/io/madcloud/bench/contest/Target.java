package io.madcloud.bench.contest;

/**
 * What a side should reach.
 *
 * @param side its name
 * @param bound of the ratio to the reference, from below or above as the measure has it
 */
public record Target(String side, Measure measure, double bound) {}
