package io.madcloud.topology;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Steps;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpReply;
import io.madcloud.wire.Call;

/**
 * What the turn sends to an op's node: a run in the engine, whose reply the node writes back
 * (forwarding is synchronous), or a call or record to publish. Used by one stream thread.
 */
final class Firing {

  private final Op op;
  private final OpCall run;
  private final Steps steps;
  private final Call call;
  private Publication publication;
  private OpReply reply;

  private Firing(Op op, OpCall run, Steps steps, Call call, Publication publication) {
    this.op = op;
    this.run = run;
    this.steps = steps;
    this.call = call;
    this.publication = publication;
  }

  /** Run the op here, its expressions taking no more steps than these. */
  static Firing run(Op op, OpCall run, Steps steps) {
    return new Firing(op, run, steps, null, null);
  }

  /** Publish a call of the op. */
  static Firing call(Op op, Call call) {
    return new Firing(op, null, null, call, null);
  }

  /** Publish a record of the op. */
  static Firing publish(Op op, Publication publication) {
    return new Firing(op, null, null, null, publication);
  }

  Op op() {
    return op;
  }

  /** Null when something is to be published. */
  OpCall run() {
    return run;
  }

  /** Those that a run may take. */
  Steps steps() {
    return steps;
  }

  /** Null when it is something else. */
  Call call() {
    return call;
  }

  /** The record that is to be published, now or after the turn; null for none. */
  Publication publication() {
    return publication;
  }

  /** The op has been run: this is to be published if the turn takes its reply. */
  void prepared(Publication record) {
    publication = record;
  }

  void replyWith(OpReply answer) {
    reply = answer;
  }

  /** What the node answered. */
  OpReply reply() {
    if (reply == null) {
      throw new IllegalStateException("Expected a reply of " + op + ", but its node gave none");
    }
    return reply;
  }
}
