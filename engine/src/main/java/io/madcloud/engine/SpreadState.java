package io.madcloud.engine;

import io.madcloud.engine.Update.Link;
import java.util.List;
import java.util.Map;

/**
 * How a process is spread over datacenters, as it is stored.
 *
 * @param here the datacenter that stores it
 * @param origin the datacenter where it began
 * @param notification path of the op that began it
 * @param time Lamport time
 * @param sent how many updates were sent in each direction, as far as is known here
 * @param received how many came from each other datacenter
 * @param reports what the others said last of themselves
 * @param told by datacenter, what it knows
 * @param early updates that came before what they rest on
 * @param news whether something was received or sent since the origin heard of it
 */
public record SpreadState(
    String here,
    String origin,
    String notification,
    long time,
    Map<Link, Long> sent,
    Map<String, Long> received,
    Map<String, Report> reports,
    Map<String, ToldState> told,
    List<Update> early,
    boolean news) {

  /**
   * What a datacenter said of itself.
   *
   * @param status running while something is to be done there
   * @param sent how many updates it had sent to each other one
   * @param received how many it had received from each
   */
  public record Report(Status status, Map<String, Long> sent, Map<String, Long> received) {}

  /** What a datacenter knows: the bounds of runs of numbers, as in {@code applied}. */
  public record ToldState(int[] fieldsets, int[] fields, int[] invocations, int[] messages) {}
}
