package io.madcloud.topology;

import io.madcloud.engine.program.Op;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpReply;
import io.madcloud.wire.Call;

/**
 * What the turn sends to an op's node: a run in the engine, whose reply the node writes back
 * (forwarding is synchronous), or a call to publish. Used by one stream thread.
 */
final class Firing {

  private final Op op;
  private final OpCall run;
  private final Call call;
  private OpReply reply;

  private Firing(Op op, OpCall run, Call call) {
    this.op = op;
    this.run = run;
    this.call = call;
  }

  /** Run the op here. */
  static Firing run(Op op, OpCall run) {
    return new Firing(op, run, null);
  }

  /** Publish a call of the op. */
  static Firing call(Op op, Call call) {
    return new Firing(op, null, call);
  }

  Op op() {
    return op;
  }

  /** Null when a call is to be published. */
  OpCall run() {
    return run;
  }

  /** Null when the op is to be run here. */
  Call call() {
    return call;
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
