package io.madcloud.engine.check;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Finds notifications that take the records of one topic and name their processes alike. A process
 * id is taken once, so each record starts a process of one of them alone.
 */
public final class SharedTopics {

  private SharedTopics() {}

  /** Tells each notification that starts no process, after the one that takes its ids. */
  public static void forEach(Program program, BiConsumer<Op, Op> takerAndOther) {
    Map<List<String>, Op> first = new HashMap<>();
    for (Op op : program.eventOps()) {
      Op taker = first.putIfAbsent(Arrays.asList(op.spec().topic(), op.spec().processId()), op);
      if (taker != null) {
        takerAndOther.accept(taker, op);
      }
    }
  }

  static void report(Program program, Report report) {
    forEach(program, (taker, op) -> report(taker, op, report));
  }

  private static void report(Op taker, Op op, Report report) {
    String processId = op.spec().processId();
    report.warn(
        Warning.Kind.SAME_PROCESS,
        op,
        "topic",
        ("Each record of topic %s gives a process of %s and one of this op the same id (%s), and an"
                + " id is taken once, so that this op starts no process. Name an id of its own by"
                + " 'process-id', or let one op take the topic.")
            .formatted(
                op.spec().topic(),
                taker,
                processId == null ? "its place in the topic" : processId));
  }
}
