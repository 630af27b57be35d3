package io.madcloud.topology.ingress;

import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The notification ops of a program that take the records of topics. Immutable. */
final class EventOps {

  private final Program program;
  private final Map<String, List<Op>> byTopic;

  private EventOps(Program program, Map<String, List<Op>> byTopic) {
    this.program = program;
    this.byTopic = byTopic;
  }

  static EventOps of(Program program) {
    Map<String, List<Op>> byTopic = new TreeMap<>();
    for (Op op : program.eventOps()) {
      byTopic.computeIfAbsent(op.spec().topic(), topic -> new ArrayList<>()).add(op);
    }
    return new EventOps(program, byTopic);
  }

  boolean isOf(Program other) {
    return program == other;
  }

  /** The topics that ops name. */
  Set<String> topics() {
    return byTopic.keySet();
  }

  /** The ops that take the records of a topic, by path. */
  List<Op> of(String topic) {
    return byTopic.getOrDefault(topic, List.of());
  }
}
