package io.madcloud.engine.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** One call of an op inside a process, with particular input values. */
final class Invocation {
  /** What became of it. */
  enum Status {
    PENDING,
    DONE,
    FAILED,
    DROPPED
  }

  final int number;
  final Key key;

  /** The op as it was when this was made. */
  final Op op;

  final Map<String, Object> inputs;
  final Set<Identity> groundedOn;
  final String fieldset;

  /** When a timer falls due, in milliseconds since the scenario began. */
  final long dueMs;

  Status status = Status.PENDING;
  int failedAttempts;

  /** The messages of its reply, each by absolute path; none while it is pending. */
  List<Map<String, Object>> messages = List.of();

  Invocation(
      int number,
      Key key,
      Op op,
      Map<String, Object> inputs,
      Set<Identity> groundedOn,
      String fieldset,
      long dueMs) {
    this.number = number;
    this.key = key;
    this.op = op;
    this.inputs = inputs;
    this.groundedOn = groundedOn;
    this.fieldset = fieldset;
    this.dueMs = dueMs;
  }

  Invocation copy() {
    Invocation copy = new Invocation(number, key, op, inputs, groundedOn, fieldset, dueMs);
    copy.status = status;
    copy.failedAttempts = failedAttempts;
    copy.messages = messages;
    return copy;
  }

  boolean isPending() {
    return status == Status.PENDING;
  }

  /** Whether its reply is known, which a failed one has too: one without messages. */
  boolean isReplied() {
    return status == Status.DONE || status == Status.FAILED;
  }
}
