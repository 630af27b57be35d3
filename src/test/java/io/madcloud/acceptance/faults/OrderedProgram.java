package io.madcloud.acceptance.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.madcloud.engine.oracle.RandomScenarios;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Slot;
import io.madcloud.op.Bytes;
import io.madcloud.serdes.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A random program with masks, merge policies, timers, templates and failures: what its processes
 * come to depends on the order in which replies arrive. Some of its ops are declared late.
 */
final class OrderedProgram {
  /** Few enough that some are used up. */
  private static final int ATTEMPTS = 6;

  /** Timers of seconds, set again and again, would take minutes. */
  private static final String SOON = "\"after\":\"100ms\"";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final ObjectNode folder;
  private final ObjectNode late = JSON.createObjectNode();

  /**
   * @param name of the folder that it is to stand in
   */
  OrderedProgram(String name, long seed) {
    this.name = name;
    JsonNode program = RandomScenarios.scenario(seed).path("program");
    String mount = program.path("mount").asText("/");
    String root = mount.equals("/") ? "/" : mount + "/";
    try {
      String moved = program.toString().replace("\"" + root, "\"/" + name + "/");
      folder =
          (ObjectNode)
              JSON.readTree(
                  moved
                      .replace("\"server\"", '"' + ConfluentProgram.HOSTILE + '"')
                      .replaceAll("\"after\":\"[^\"]*\"", SOON));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    folder.remove("mount");
    late.set("fields", folder.path("fields"));
    ObjectNode ops = folder.withObject("/ops");
    List<String> all = new ArrayList<>();
    ops.fieldNames().forEachRemaining(all::add);
    for (int number = 0; number < all.size(); number += 3) {
      if (ops.get(all.get(number)).has("in")) {
        late.withObject("/ops").set(all.get(number), ops.remove(all.get(number)));
      }
    }
    for (ObjectNode part : List.of(folder, late)) {
      part.withObject("/supervise").put("attempts", ATTEMPTS);
    }
  }

  String name() {
    return name;
  }

  /** What stands in its folder to begin with. */
  ObjectNode folder() {
    return folder;
  }

  /** What comes later. */
  ObjectNode late() {
    return late;
  }

  String start() {
    return "/" + name + "/start";
  }

  /** The fields of an event, or of a message: some of those that there are. */
  static Map<String, Object> fields(List<Slot> slots, SplittableRandom chance) {
    Map<String, Object> fields = new HashMap<>();
    for (Slot slot : slots) {
      if (chance.nextInt(4) > 0) {
        fields.put(slot.local(), value(slot.field().type(), chance));
      }
    }
    return Values.fieldsToWire(fields);
  }

  /** Mostly one message, sometimes none or several, now and then one that no engine takes. */
  static List<Map<String, Object>> answer(List<Slot> slots, SplittableRandom chance) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (int count = List.of(0, 1, 1, 1, 1, 2).get(chance.nextInt(6)); count > 0; count--) {
      messages.add(chance.nextInt(30) == 0 ? Map.of("nonsense", "x") : fields(slots, chance));
    }
    return messages;
  }

  private static Object value(FieldType type, SplittableRandom chance) {
    long small = chance.nextInt(3);
    return switch (type.kind()) {
      case BOOLEAN -> small == 0;
      case LONG, ANY -> small;
      case DOUBLE -> small / 2.0;
      case STRING -> "s" + small;
      case BYTES -> Bytes.of(new byte[] {(byte) small});
      case TIMESTAMP -> Instant.ofEpochMilli(small);
      case LIST -> List.of(value(type.element(), chance));
      case MAP -> Map.of("k", value(type.element(), chance));
    };
  }
}
