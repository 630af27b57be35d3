package io.madcloud.topology;

import java.util.Set;

/**
 * The names of Madcloud's topics.
 *
 * @param prefix of every name, such as {@code madcloud.}
 */
public record Topics(String prefix) {

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

  /** Whether an engine reads or writes a topic of this name by itself. */
  public boolean isOurs(String topic) {
    return topic.startsWith(calls(""))
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
