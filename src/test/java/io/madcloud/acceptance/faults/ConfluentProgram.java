package io.madcloud.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.madcloud.engine.oracle.Settled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A random program of the kind that the model's theorem speaks of: no mask, every field forks and
 * has one producer. What a process of it comes to is determined by its event, in whatever order
 * servers answer; the oracle of the engine's tests, which shares no code with the engine, finds it.
 */
final class ConfluentProgram {
  static final String KILLED = "killed";
  static final String HOSTILE = "hostile";

  /** The field that tells an event from all others; no op needs it. */
  static final String TICKET = "ticket";

  /** So small that alternatives are often equal. */
  private static final int DOMAIN = 3;

  /** A server that does its best is given the time that a busy machine takes. */
  private static final String PATIENT = "8s";

  private static final List<String> EACH = List.of("[0, 1]", "[%s, 1]", "%s == 0 ? [2] : [1, 2]");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final long seed;
  private final SplittableRandom random;
  private final ObjectNode folder = JSON.createObjectNode();
  private final List<String> fields = new ArrayList<>();
  private final Map<Map<String, Object>, Set<Map<String, Object>>> outcomes = new HashMap<>();

  private ConfluentProgram(String name, long seed) {
    this.name = name;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    folder.withObject("/fields").put(TICKET, "long");
    ArrayNode out = folder.withObject("/ops/start").putArray("out").add(TICKET);
    out.add(field()).add(field());
    int ops = 4 + random.nextInt(5);
    for (int op = 0; op < ops; op++) {
      add("op" + op);
    }
  }

  /**
   * A program whose processes stay small, and differ by what servers say.
   *
   * @param name of the folder that it is to stand in
   * @param seed of what servers answer, and of the program
   */
  static ConfluentProgram of(String name, long seed) {
    SplittableRandom seeds = new SplittableRandom(seed ^ name.hashCode());
    ConfluentProgram program;
    do {
      program = new ConfluentProgram(name, seeds.nextLong());
    } while (!program.findOutcomes(seed));
    return program;
  }

  private String field() {
    String field = "f" + fields.size();
    fields.add(field);
    folder.withObject("/fields").put(field, "long");
    return field;
  }

  private void add(String name) {
    ObjectNode op = folder.withObject("/ops/" + name);
    List<String> known = new ArrayList<>(fields);
    List<String> in = new ArrayList<>();
    for (int inputs = 1 + random.nextInt(2); inputs > 0; inputs--) {
      in.add(known.remove(random.nextInt(known.size())));
    }
    in.forEach(op.putArray("in")::add);
    List<String> out = new ArrayList<>(List.of(field()));
    if (random.nextInt(3) == 0) {
      out.add(field());
    }
    out.forEach(op.putArray("out")::add);
    if (random.nextInt(10) < 6) {
      boolean killed = random.nextBoolean();
      op.put("call", killed ? KILLED : HOSTILE);
      if (killed) {
        op.withObject("/supervise").put("timeout", PATIENT);
      }
      op.put("version", String.join(" ", out)); // So a server knows what to answer.
      return;
    }
    boolean each = random.nextInt(3) == 0;
    if (each) {
      op.put("each", EACH.get(random.nextInt(EACH.size())).replace("%s", in.get(0)));
    }
    ObjectNode expr = op.putObject("expr");
    for (String field : out) {
      String other = each ? "it" : Integer.toString(random.nextInt(DOMAIN));
      expr.put(field, "(%s + %s) %% %d".formatted(in.get(in.size() - 1), other, DOMAIN));
    }
  }

  /** What servers answer, each and at all times: no message, one, or two alternatives. */
  static List<Map<String, Object>> answer(
      long seed, String op, String version, Map<String, ?> inputs) {
    int question = (op + new TreeMap<>(inputs)).hashCode();
    SplittableRandom random = new SplittableRandom(seed + question);
    List<Map<String, Object>> messages = new ArrayList<>();
    for (int count = List.of(0, 1, 1, 1, 1, 2).get(random.nextInt(6)); count > 0; count--) {
      Map<String, Object> message = new LinkedHashMap<>();
      for (String field : version.split(" ", -1)) {
        if (random.nextInt(5) > 0) {
          message.put(field, (long) random.nextInt(DOMAIN));
        }
      }
      messages.add(message);
    }
    return messages;
  }

  /** False if a process may grow, or none of them calls anybody. */
  private boolean findOutcomes(long seedOfServers) {
    Set<String> called = new HashSet<>();
    for (long f0 = 0; f0 < DOMAIN; f0++) {
      for (long f1 = 0; f1 < DOMAIN; f1++) {
        Map<String, Object> event = Map.of("f0", f0, "f1", f1);
        Optional<Set<Map<String, Object>>> outcome =
            Settled.of(
                scenario(event),
                (op, inputs) -> {
                  called.add(op);
                  String version = op(op).get("version").asText();
                  return answer(seedOfServers, op, version, inputs);
                });
        if (outcome.isEmpty()) {
          return false;
        }
        outcomes.put(event, outcome.get());
      }
    }
    return called.size() >= 2;
  }

  private JsonNode op(String path) {
    return folder.path("ops").path(path.substring(path.lastIndexOf('/') + 1));
  }

  /** With limits far below those of the engine, for it may take more firings in another order. */
  private JsonNode scenario(Map<String, Object> event) {
    ObjectNode scenario = JSON.createObjectNode();
    scenario.withObject("/program/folders").set(name, folder);
    scenario.putObject("limits").put("fieldsets", 12).put("firings", 50);
    ObjectNode notify = scenario.putArray("events").addObject();
    notify.put("notify", start()).put("process", "p").set("fields", JSON.valueToTree(event));
    return scenario;
  }

  String name() {
    return name;
  }

  /** What stands in its folder. */
  ObjectNode folder() {
    return folder;
  }

  /** The path of its notification. */
  String start() {
    return "/" + name + "/start";
  }

  /** The fields of an event. */
  Map<String, Object> event(long ticket, SplittableRandom chance) {
    return Map.of(
        TICKET, ticket, "f0", (long) chance.nextInt(DOMAIN), "f1", (long) chance.nextInt(DOMAIN));
  }

  /** The live fieldsets that an event leads to, by path. */
  Set<Map<String, Object>> outcome(Map<String, Object> event) {
    Map<String, Object> known = new HashMap<>(event);
    Object ticket = known.remove(TICKET);
    Set<Map<String, Object>> ticketed = new HashSet<>();
    for (Map<String, Object> fieldset : outcomes.get(known)) {
      Map<String, Object> fields = new HashMap<>(fieldset);
      fields.put("/" + name + "/" + TICKET, ticket);
      ticketed.add(fields);
    }
    return ticketed;
  }

  @Override
  public String toString() {
    return name + " of seed " + seed + ": " + folder;
  }
}
