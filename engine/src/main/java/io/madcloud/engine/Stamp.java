package io.madcloud.engine;

/**
 * When and where something was done to a process that several datacenters hold: a Lamport time, and
 * the datacenter, so that no two are the same. Times of a process are comparable in all
 * datacenters: whatever a datacenter does after it has heard of something has a later one. (L.
 * Lamport, "Time, clocks, and the ordering of events in a distributed system", 1978.)
 *
 * @param time from 1; of no unit
 * @param datacenter its name
 */
public record Stamp(long time, String datacenter) implements Comparable<Stamp> {

  @Override
  public int compareTo(Stamp other) {
    return time == other.time
        ? datacenter.compareTo(other.datacenter)
        : Long.compare(time, other.time);
  }

  boolean isBefore(Stamp other) {
    return compareTo(other) < 0;
  }
}
