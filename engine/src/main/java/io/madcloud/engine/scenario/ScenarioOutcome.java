package io.madcloud.engine.scenario;

import io.madcloud.engine.ProcessView;
import io.madcloud.engine.Rejection;
import java.util.List;

/**
 * What a scenario came to.
 *
 * @param processes in order of their notification
 * @param rejected the events that were not taken, in order
 */
public record ScenarioOutcome(List<ProcessView> processes, List<RejectedEvent> rejected) {

  /**
   * An event that was not taken.
   *
   * @param event its place among the events, from 0
   */
  public record RejectedEvent(int event, Rejection reason) {}
}
