package io.madcloud.engine.scenario;

import io.madcloud.engine.ProcessView;
import io.madcloud.engine.Rejection;
import java.util.List;
import java.util.Map;

/**
 * What a scenario came to.
 *
 * @param processes in order of their notification
 * @param rejected the events that were not taken, in order
 * @param distribution over datacenters; null for a scenario without
 */
public record ScenarioOutcome(
    List<ProcessView> processes, List<RejectedEvent> rejected, Distribution distribution) {

  /** Of a scenario without datacenters. */
  public ScenarioOutcome(List<ProcessView> processes, List<RejectedEvent> rejected) {
    this(processes, rejected, null);
  }

  /**
   * An event that was not taken.
   *
   * @param event its place among the events, from 0
   */
  public record RejectedEvent(int event, Rejection reason) {}

  /**
   * How the processes are distributed.
   *
   * @param views by process and datacenter; a datacenter has none of what it never heard of
   * @param links what crossed, by direction; directions in which nothing did are left out
   */
  public record Distribution(Map<String, Map<String, ProcessView>> views, List<Crossed> links) {}

  /**
   * What crossed in one direction.
   *
   * @param records updates, each counted once
   * @param fields values in them
   */
  public record Crossed(String from, String to, long records, long fields) {
    Crossed plus(Crossed more) {
      return new Crossed(from, to, records + more.records, fields + more.fields);
    }
  }
}
