package io.madcloud.topology;

import io.madcloud.engine.Datacenters;
import java.util.List;
import java.util.Set;

/**
 * The names of Madcloud's topics.
 *
 * @param prefix of every name, such as {@code madcloud.}
 * @param datacenters that processes are spread over
 */
public record Topics(String prefix, Datacenters datacenters) {

  /** Those of an engine that shares processes with no other datacenter. */
  public Topics(String prefix) {
    this(prefix, Datacenters.NONE);
  }

  /** Events that start processes; keyed by process id. */
  public String notifications() {
    return prefix + "notifications";
  }

  /** The program log; one partition. */
  public String programs() {
    return prefix + "programs";
  }

  /** Calls to one server; keyed by process id. */
  public String calls(String server) {
    return prefix + "calls." + server;
  }

  /** What the names of the groups begin with by which instances of servers share calls. */
  public String serverGroups() {
    return prefix + "server.";
  }

  /** Answers of servers, each in the home partition that its call named. */
  public String replies() {
    return prefix + "replies";
  }

  /** What operators want of a process; keyed by process id. */
  public String controls() {
    return prefix + "controls";
  }

  /** What engines say of processes that somebody asked about; keyed by process id. */
  public String answers() {
    return prefix + "answers";
  }

  /** Every turn of every process; keyed by process id. */
  public String journal() {
    return prefix + "journal";
  }

  /** What processes came to; keyed by process id. */
  public String outcomes() {
    return prefix + "outcomes";
  }

  /** What was refused or failed for good. */
  public String deadLetters() {
    return prefix + "dead-letters";
  }

  /** What another datacenter is told of processes; keyed by process id, mirrored to it. */
  public String to(String datacenter) {
    return prefix + "to." + datacenter;
  }

  /** What another datacenter tells this one, as MirrorMaker names it here. */
  public String from(String datacenter) {
    return datacenter + "." + to(datacenters.here());
  }

  /** The topics in which others are told something. */
  public List<String> outgoing() {
    return others().stream().map(this::to).toList();
  }

  /** The topics in which others tell something here. */
  public List<String> incoming() {
    return others().stream().map(this::from).toList();
  }

  private List<String> others() {
    return datacenters.names().stream().filter(name -> !name.equals(datacenters.here())).toList();
  }

  /** Whether an engine reads or writes a topic of this name by itself. */
  public boolean isOurs(String topic) {
    return topic.startsWith(calls(""))
        || outgoing().contains(topic)
        || incoming().contains(topic)
        || Set.of(
                notifications(),
                programs(),
                replies(),
                controls(),
                answers(),
                journal(),
                outcomes(),
                deadLetters())
            .contains(topic);
  }
}
