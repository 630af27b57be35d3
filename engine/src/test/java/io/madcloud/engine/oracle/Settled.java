package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one process comes to when servers answer the same calls alike. Where the program is
 * confluent, that is what it comes to in whatever order they answer.
 */
public final class Settled {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Settled() {}

  /** What servers do. */
  @FunctionalInterface
  public interface Server {

    /**
     * The messages of a reply, by local names.
     *
     * @param inputs by local names
     */
    List<Map<String, Object>> answer(String op, Map<String, Object> inputs);
  }

  /**
   * Runs it to its end, oldest call first.
   *
   * @param scenario a program, limits perhaps, and a single event: the notification
   * @return the live fieldsets, by path and value; empty when a limit was passed
   */
  public static Optional<Set<Map<String, Object>>> of(JsonNode scenario, Server server) {
    Oracle oracle = Oracle.begin(scenario);
    String rejection = oracle.next(scenario.path("events").path(0));
    if (rejection != null) {
      throw new IllegalArgumentException("Expected a notification that is taken, but " + rejection);
    }
    ProcessState process = oracle.processes().iterator().next();
    Optional<Invocation> pending = pending(process);
    while (pending.isPresent()) {
      oracle.next(reply(process, pending.get(), server));
      pending = pending(process);
    }
    return process.status == ProcessState.Status.QUIESCENT
        ? Optional.of(live(process, oracle.program()))
        : Optional.empty();
  }

  private static Optional<Invocation> pending(ProcessState process) {
    return process.invocations.stream().filter(each -> each.isPending()).findFirst();
  }

  private static ObjectNode reply(ProcessState process, Invocation call, Server server) {
    ObjectNode event = JSON.createObjectNode().put("reply", call.op.path());
    event.put("process", process.id);
    event.set("messages", JSON.valueToTree(server.answer(call.op.path(), call.inputs)));
    return event;
  }

  private static Set<Map<String, Object>> live(ProcessState process, Program program) {
    Set<Map<String, Object>> live = new HashSet<>();
    for (Fieldset fieldset : process.live()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fieldset
          .contributions
          .keySet()
          .forEach(path -> fields.put(path, fieldset.value(path, program)));
      live.add(fields);
    }
    return live;
  }
}
