package io.madcloud.engine;

import java.util.List;

/**
 * A process as it is stored: what must be remembered, by numbers. Its lists are views of the
 * process, which is immutable.
 *
 * @param notification number of the op version that started it
 * @param reason null unless it failed
 * @param wakeMs when it wants to be looked at, in milliseconds since 1970; {@link Timers#NEVER}
 * @param droppedFolders paths of the folders in which nothing happens any more
 * @param traceparent trace context that its calls carry; null for none
 * @param messages by number, from 0
 * @param invocations by number, from 1
 * @param fieldsets by number, from 0
 * @param spread over datacenters; null where only one holds the process
 */
public record ProcessState(
    String id,
    Incarnation incarnation,
    int notification,
    Status status,
    Reason reason,
    int revision,
    long turn,
    long programRevision,
    int firings,
    long wakeMs,
    List<String> droppedFolders,
    String traceparent,
    List<Message> messages,
    List<Invocation> invocations,
    List<FieldsetState> fieldsets,
    SpreadState spread) {

  /**
   * A fieldset.
   *
   * @param parent number of its parent; -1 for the root
   * @param fork which fork of its parent it is, from 1; 0 for the root
   * @param forkedAway whether that was elsewhere than at its parent's home
   * @param forkedAt when and where it was forked; null for the root, and where only one datacenter
   *     holds the process
   * @param forkedBy the invocation that forked it, if that was here and there are other
   *     datacenters; otherwise 0
   * @param splitBy the invocation whose alternatives replace it, likewise
   * @param forks made of it here so far
   * @param fields numbers of its fields, stale ones included, ascending
   * @param contributions for each field the numbers of the contributing messages, in order; none
   *     for a stale field
   * @param stamps of the contributions; null where only one datacenter holds the process
   * @param applied invocations by the bounds of runs of numbers: where a run begins, and what
   *     number behind it is not in it, in turn, ascending
   * @param awaited invocations, likewise
   */
  public record FieldsetState(
      int parent,
      int fork,
      boolean forkedAway,
      Stamp forkedAt,
      int forkedBy,
      int splitBy,
      int forks,
      boolean closed,
      int[] fields,
      int[][] contributions,
      Stamp[][] stamps,
      int[] applied,
      int[] awaited) {

    /** The numbers of the invocations that it awaits, ascending. */
    public int[] awaitedInvocations() {
      return InvocationSet.ofBounds(awaited).toArray();
    }
  }
}
