package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Runs a scenario: the events, one after the other, against the program as it is then. */
public final class Oracle {
  private final Limits limits;
  private final Map<String, ProcessState> processes = new LinkedHashMap<>();
  private final Map<Integer, String> rejected = new TreeMap<>();
  private Program program;
  private long nowMs;
  private int events;

  private Oracle(Program program, Limits limits) {
    this.program = program;
    this.limits = limits;
  }

  /**
   * The outcome of {@code scenario}, as section 9 of the model prints it.
   *
   * @throws IllegalArgumentException if the scenario's own program or an event is malformed
   */
  public static JsonNode run(JsonNode scenario) {
    Oracle oracle = begin(scenario);
    scenario.path("events").forEach(oracle::next);
    return oracle.outcome();
  }

  /** The state before the first event of {@code scenario}. */
  public static Oracle begin(JsonNode scenario) {
    Program program = ProgramReader.declare(Program.EMPTY, scenario.path("program"));
    return new Oracle(program, Limits.read(scenario.path("limits")));
  }

  /** Takes the next event; returns why it is rejected, or null. */
  public String next(JsonNode event) {
    String reason = happen(event);
    if (reason != null) {
      rejected.put(events, reason);
    }
    events++;
    return reason;
  }

  /** Pauses an op, or all ops in a folder; returns why that is rejected, or null. */
  public String pause(String path) {
    return change(path, true);
  }

  /** Resumes an op, or all ops in a folder; returns why that is rejected, or null. */
  public String resume(String path) {
    return change(path, false);
  }

  private String change(String path, boolean pause) {
    Set<String> ops = program.pausable(path);
    if (ops.isEmpty()) {
      return "unknown-op";
    }
    program = program.copy();
    if (pause) {
      program.paused().addAll(ops);
    } else {
      program.paused().removeAll(ops);
    }
    processes.values().forEach(process -> turn(process).touch(!pause));
    return null;
  }

  /** What there is by now, as section 9 of the model prints it. */
  public JsonNode outcome() {
    return Outcomes.print(program, processes.values(), rejected);
  }

  Program program() {
    return program;
  }

  Collection<ProcessState> processes() {
    return processes.values();
  }

  private String happen(JsonNode event) {
    if (event.has("notify")) {
      return notify(event);
    }
    if (event.has("reply") || event.has("fail")) {
      return answer(event);
    }
    if (event.has("declare")) {
      return declare(event.get("declare"));
    }
    if (event.has("remove")) {
      return remove(event.get("remove").asText());
    }
    if (event.has("cancel")) {
      return cancel(event.get("cancel").asText());
    }
    if (event.has("advance")) {
      advance(nowMs + Durations.parseMs(event.get("advance")));
      return null;
    }
    throw new IllegalArgumentException("Expected an event, but " + event);
  }

  private String notify(JsonNode event) {
    Op op = program.ops().get(event.get("notify").asText());
    String id = event.path("process").asText();
    if (op == null) {
      return "unknown-op";
    }
    if (op.kind() != Op.Kind.NOTIFICATION) {
      return "not-a-notification";
    }
    if (processes.containsKey(id)) {
      return "duplicate-process";
    }
    Notification notification = Notification.read(op, event.path("fields"));
    if (notification.rejection() != null) {
      return notification.rejection();
    }
    ProcessState process = new ProcessState(id);
    Fieldset root = new Fieldset("0", null);
    process.fieldsets.add(root);
    new Laying(program, process).lay(root, notification.values(), Producer.NOTIFICATION);
    if (Limits.bytes(process, program) > limits.bytes()) {
      return "limit-bytes";
    }
    processes.put(id, process);
    turn(process).proceed();
    return null;
  }

  private String answer(JsonNode event) {
    boolean isReply = event.has("reply");
    ProcessState process = processes.get(event.path("process").asText());
    if (process == null) {
      return "unknown-process";
    }
    Invocation invocation =
        oldestPendingCall(process, event.get(isReply ? "reply" : "fail").asText());
    if (invocation == null) {
      return "not-pending";
    }
    if (isReply) {
      Answer answer = Answer.read(invocation.op, event.path("messages"));
      if (answer.rejection() == null) {
        turn(process).take(invocation.number, Reply.of(answer.messages()));
      } else {
        fail(process, invocation, answer.rejection());
      }
      return answer.rejection();
    }
    if (invocation.failedAttempts + 1 < invocation.op.attempts()) {
      invocation.failedAttempts++;
    } else {
      fail(process, invocation, event.path("error").asText());
    }
    return null;
  }

  private void fail(ProcessState process, Invocation invocation, String error) {
    invocation.failedAttempts++;
    turn(process)
        .take(invocation.number, Reply.failure(invocation.op, error, invocation.failedAttempts));
  }

  private static Invocation oldestPendingCall(ProcessState process, String path) {
    return process.invocations.stream()
        .filter(each -> each.isPending())
        .filter(each -> each.op.kind() == Op.Kind.CALL && each.op.path().equals(path))
        .findFirst()
        .orElse(null);
  }

  private String declare(JsonNode declaration) {
    try {
      program = ProgramReader.declare(program, declaration);
    } catch (InvalidProgram e) {
      return "invalid-program";
    }
    processes.values().forEach(process -> turn(process).touch(true));
    return null;
  }

  private String remove(String path) {
    Program rest = program.without(path);
    if (rest.ops().size() == program.ops().size()) {
      return "unknown-op";
    }
    program = rest;
    processes.values().forEach(process -> turn(process).touch(false));
    return null;
  }

  private String cancel(String id) {
    ProcessState process = processes.get(id);
    if (process == null) {
      return "unknown-process";
    }
    if (!process.isRunning()) {
      return "not-running";
    }
    process.stop(ProcessState.Status.CANCELLED, null);
    return null;
  }

  private void advance(long untilMs) {
    DueTimer next = nextDue(untilMs);
    while (next != null) {
      nowMs = Math.max(nowMs, next.invocation().dueMs);
      Invocation invocation = next.invocation();
      turn(next.process()).take(invocation.number, Reply.compute(invocation.op, invocation.inputs));
      next = nextDue(untilMs);
    }
    nowMs = untilMs;
  }

  private record DueTimer(ProcessState process, Invocation invocation) {}

  /** The first that is due by then and awaited: by due time, then process, then invocation. */
  private DueTimer nextDue(long untilMs) {
    DueTimer first = null;
    for (ProcessState process : processes.values()) {
      for (Invocation each : process.invocations) {
        boolean due =
            each.op.kind() == Op.Kind.AFTER
                && each.isPending()
                && each.dueMs <= untilMs
                && !process.awaiting(each.number).isEmpty();
        if (due && (first == null || each.dueMs < first.invocation().dueMs)) {
          first = new DueTimer(process, each);
        }
      }
    }
    return first;
  }

  private Turn turn(ProcessState process) {
    return new Turn(program, limits, process, nowMs);
  }
}
