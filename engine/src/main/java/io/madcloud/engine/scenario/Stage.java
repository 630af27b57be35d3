package io.madcloud.engine.scenario;

import io.madcloud.engine.ProcessView;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.op.OpReply;
import java.util.List;
import java.util.Map;

/**
 * Where scenarios are played: what takes their events and has processes come of them. Every method
 * that brings an event returns when all that happens by it has happened, and answers why it was
 * rejected, or null. Not thread-safe.
 *
 * <p>Whoever plays types the values; a stage brings them as they are.
 */
public interface Stage {

  /** What is declared now. */
  Program program();

  /** The processes in order of their notification. */
  List<ProcessView> processes();

  /** Starts a process; {@code fields} by local name. */
  Rejection notify(String op, String process, Map<String, Object> fields);

  /** Answers the oldest pending invocation of a {@code call} op. */
  Rejection reply(String op, String process, OpReply reply);

  /**
   * The op of that oldest pending invocation, as it was when it was made; null when there is none.
   */
  Op pending(String op, String process);

  /** Declares more; every process takes notice at once. */
  Rejection declare(Declaration declaration);

  /** Removes an op, or all ops in a folder; every process takes notice at once. */
  Rejection remove(String path);

  /** Stops a running process. */
  Rejection cancel(String process);

  /** Lets time pass; timers that fall due reply, earliest first. */
  void advance(long durationMs);
}
