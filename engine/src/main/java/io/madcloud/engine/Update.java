package io.madcloud.engine;

import java.util.List;
import java.util.Map;

/**
 * What one datacenter tells another of a process that both hold. Everything is named as all
 * datacenters know it: fields and ops by path, invocations by the datacenter that made them and
 * their number there.
 *
 * @param process its id
 * @param start how the process began
 * @param from the datacenter that tells
 * @param number counts what it told the receiver of this process, from 1
 * @param time Lamport time of the sender
 * @param counts what the sender knows of how many updates were sent, and how many it has received
 * @param status of the sender's view; it is only running while something is to be done there
 * @param reason why it failed; null when it did not
 * @param invocations that the receiver may not know yet, each behind those that it rests on
 * @param messages fields of messages that the receiver has not been told yet
 * @param parts what was done to fieldsets, in order
 */
public record Update(
    String process,
    Start start,
    String from,
    long number,
    long time,
    Counts counts,
    Status status,
    Reason reason,
    List<Made> invocations,
    List<Content> messages,
    List<Part> parts) {

  public Update {
    invocations = List.copyOf(invocations);
    messages = List.copyOf(messages);
    parts = List.copyOf(parts);
  }

  /**
   * How a process began.
   *
   * @param datacenter where its notification arrived
   * @param notification path of the op
   * @param traceparent null for none
   */
  public record Start(
      String datacenter, Incarnation incarnation, String notification, String traceparent) {}

  /** A direction in which updates cross. */
  public record Link(String from, String to) implements Comparable<Link> {

    @Override
    public int compareTo(Link other) {
      int senders = from.compareTo(other.from);
      return senders != 0 ? senders : to.compareTo(other.to);
    }
  }

  /**
   * How many updates crossed, as far as the sender knows.
   *
   * @param sent at least so many were sent in each direction, this one included
   * @param received the sender has so many from each other datacenter
   */
  public record Counts(Map<Link, Long> sent, Map<String, Long> received) {

    public Counts {
      sent = Map.copyOf(sent);
      received = Map.copyOf(received);
    }
  }

  /**
   * A message, wherever it is spoken of.
   *
   * @param datacenter that made the invocation
   * @param invocation its number there; 0 for the notification
   * @param message index in the reply
   */
  public record Producer(String datacenter, int invocation, int message) {}

  /** The identity of an input. */
  public record Identity(String field, List<Producer> producers) {}

  /**
   * An invocation that has its reply.
   *
   * @param op its path
   * @param moves how often the op had changed its residence when it was made
   * @param key the identities of the inputs
   * @param sizes how many fields each message of the reply has
   * @param superseded whether what it replied counts no more, as the op was run again with the same
   *     inputs where it has moved to
   */
  public record Made(
      String datacenter,
      int number,
      String op,
      int moves,
      List<Identity> key,
      List<Integer> sizes,
      boolean superseded) {}

  /**
   * Fields of a message.
   *
   * @param fields by path
   */
  public record Content(Producer producer, Map<String, Object> fields) {}

  /** Something that was done to a fieldset. */
  public sealed interface Part {
    String fieldset();
  }

  /**
   * A fork was made of {@code parent}.
   *
   * @param invocation whose alternative it is, by the number that it has where the fork was made; 0
   *     when whoever tells did not make it
   */
  public record Forked(String fieldset, String parent, Stamp stamp, int invocation)
      implements Part {}

  /** A message was laid over it, as far as these fields go. */
  public record Added(String fieldset, Producer producer, Stamp stamp, List<String> fields)
      implements Part {}

  /**
   * A contribution was taken from it, and from its forks.
   *
   * @param stamp with which it was added
   * @param kept those of its forks that keep it, as do forks of these, known to the sender or not
   */
  public record Withdrawn(
      String fieldset, Producer producer, Stamp stamp, String field, List<String> kept)
      implements Part {}

  /** It was closed: its forks replace it. */
  public record Closed(String fieldset) implements Part {}
}
