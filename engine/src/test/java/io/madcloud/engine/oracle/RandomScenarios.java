package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Random scenarios, the same for the same seed. Values come from small domains, so that equal
 * values, twins and identities that come back are common; the oracle is asked along the way which
 * calls are pending, so that most replies find one.
 */
public final class RandomScenarios {
  private RandomScenarios() {}

  /** The scenario of {@code seed}; small enough for the oracle to run it in milliseconds. */
  public static JsonNode scenario(long seed) {
    Chance chance = new Chance(seed);
    RandomPrograms programs = new RandomPrograms(chance);
    ObjectNode scenario = JsonNodeFactory.instance.objectNode();
    scenario.set("program", programs.initial());
    ObjectNode limits = scenario.putObject("limits");
    boolean deep = chance.deep;
    int fieldsets = deep ? 20 : chance.of(3, 6, 10, 20);
    int firings = deep ? chance.of(60, 80) : chance.of(10, 20, 40, 60);
    int bytes = deep ? 100_000 : chance.of(60, 120, 400, 100_000, 100_000);
    limits.put("fieldsets", fieldsets).put("firings", firings).put("bytes", bytes);

    Oracle oracle = Oracle.begin(scenario);
    RandomEvents random = new RandomEvents(chance, programs, oracle);
    ArrayNode events = scenario.putArray("events");
    int starts = deep ? 1 : chance.of(1, 1, 2, 3);
    int count = starts + (deep ? chance.between(8, 24) : chance.between(3, 16));
    for (int i = 0; i < count; i++) {
      ObjectNode event = i < starts ? random.notification() : random.next();
      events.add(event);
      oracle.next(event);
    }
    return scenario;
  }
}
