package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Values from domains so small that equal ones meet. */
final class RandomValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Two texts that code points and UTF-16 units put in different orders. */
  private static final String TILDE = "\uff5e";

  private static final String CLEF = "\ud834\udd1e";

  private final Chance chance;

  RandomValues(Chance chance) {
    this.chance = chance;
  }

  JsonNode of(Type type) {
    if (chance.deep && type.kind() == Type.Kind.LONG) {
      return JSON.numberNode(chance.of(0, 1, 1, 2));
    }
    return switch (type.kind()) {
      case BOOLEAN -> JSON.booleanNode(chance.percent(50));
      case LONG -> JSON.numberNode(aLong());
      case DOUBLE ->
          chance.percent(15)
              ? JSON.numberNode(chance.below(3))
              : JSON.numberNode(chance.of(0.5, 1.0, 1.5, 2.0, -0.25));
      case STRING ->
          JSON.textNode(chance.of("a", "b", "c", "a", "b", "", "\u00e9", TILDE, CLEF, TILDE, CLEF));
      case BYTES -> JSON.textNode(chance.of("", "AQI=", "AQID"));
      case TIMESTAMP ->
          JSON.textNode(
              chance.of(
                  "2026-01-02T03:04:05.678Z",
                  "2026-01-02T03:04:05.679Z",
                  "1969-12-31T23:59:59.999Z"));
      case ANY -> any();
      case LIST -> {
        ArrayNode list = JSON.arrayNode();
        for (int i = chance.below(4); i > 0; i--) {
          list.add(of(type.element()));
        }
        yield list;
      }
      case MAP -> {
        var map = JSON.objectNode();
        for (int i = chance.below(3); i > 0; i--) {
          map.set(chance.of("k", "op", "error"), of(type.element()));
        }
        yield map;
      }
    };
  }

  /** A value that is not of {@code type}; {@code any} knows only one. */
  JsonNode not(Type type) {
    return switch (type.kind()) {
      case LONG -> chance.of(JSON.textNode("1"), JSON.numberNode(1.0), JSON.numberNode(0.5));
      case BYTES -> chance.of(JSON.textNode("!"), JSON.numberNode(1));
      case TIMESTAMP -> chance.of(JSON.textNode("yesterday"), JSON.numberNode(1));
      case BOOLEAN, DOUBLE -> JSON.textNode("true");
      case STRING -> chance.of(JSON.numberNode(1), JSON.booleanNode(true), JSON.arrayNode());
      case LIST -> chance.of(JSON.arrayNode().add(not(type.element())), JSON.numberNode(1));
      case MAP ->
          chance.percent(50) ? JSON.arrayNode() : JSON.objectNode().set("k", not(type.element()));
      case ANY -> JSON.nullNode();
    };
  }

  private long aLong() {
    if (chance.percent(3)) {
      return chance.of(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1);
    }
    return chance.percent(80) ? chance.below(4) : chance.between(-2, 9);
  }

  private JsonNode any() {
    return switch (chance.below(5)) {
      case 0 -> JSON.numberNode(chance.below(3));
      case 1 -> JSON.numberNode(0.5);
      case 2 -> JSON.booleanNode(true);
      case 3 -> JSON.arrayNode().add(1).add("a");
      default -> JSON.textNode(chance.of("a", "b"));
    };
  }
}
