package io.madcloud.engine.check;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds notifications that take the records of one topic and name their processes alike. A process
 * id is taken once, so each record starts a process of one of them alone.
 */
final class SharedTopics {

  private SharedTopics() {}

  static void report(Program program, Report report) {
    Map<List<String>, Op> first = new HashMap<>();
    for (Op op : program.eventOps()) {
      String topic = op.spec().topic();
      String processId = op.spec().processId();
      Op earlier = first.putIfAbsent(Arrays.asList(topic, processId), op);
      if (earlier != null) {
        report.warn(
            Warning.Kind.SAME_PROCESS,
            op,
            "topic",
            ("Each record of topic %s gives a process of %s and one of this op the same id (%s),"
                    + " and an id is taken once, so that this op starts no process. Name an id of"
                    + " its own by 'process-id', or let one op take the topic.")
                .formatted(
                    topic, earlier, processId == null ? "its place in the topic" : processId));
      }
    }
  }
}
