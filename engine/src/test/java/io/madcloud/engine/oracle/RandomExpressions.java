package io.madcloud.engine.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Expressions that type-check over given variables, and whose results stay small. */
final class RandomExpressions {
  private final Chance chance;

  RandomExpressions(Chance chance) {
    this.chance = chance;
  }

  /** An expression that computes a field of {@code type} from {@code variables}. */
  String of(Type type, Map<String, Type> variables) {
    List<String> choices = new ArrayList<>(constants(type));
    variables.forEach(
        (name, of) -> {
          if (of.equals(type)) {
            choices.addAll(List.of(name, name));
            choices.addAll(steps(name, of));
          }
          choices.addAll(conversions(name, of, type));
        });
    if (type.kind() == Type.Kind.LONG) {
      choices.addAll(pairs(variables));
    }
    return chance.of(choices);
  }

  /** A condition over {@code variables}; null if no type among them is fit for one. */
  String condition(Map<String, Type> variables) {
    List<String> choices = new ArrayList<>();
    variables.forEach((name, of) -> choices.addAll(conditions(name, of)));
    return choices.isEmpty() ? null : chance.of(choices);
  }

  /** A list of longs to go through. */
  String list(Map<String, Type> variables) {
    List<String> choices = new ArrayList<>(List.of("[1, 2]", "[1, 2, 3]", "[]", "[2]", "[1, 1]"));
    variables.forEach(
        (name, of) -> {
          if (of.kind() == Type.Kind.LONG) {
            choices.addAll(List.of("[" + name + "]", "[" + name + ", 0]", "[6 / " + name + "]"));
          }
          if (of.kind() == Type.Kind.LIST) {
            choices.addAll(List.of(name, name, name + ".filter(x, x > 0)"));
          }
        });
    return chance.of(choices);
  }

  private List<String> constants(Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> List.of("true", "false");
      case LONG -> List.of("0", "1", "2", "3");
      case DOUBLE -> List.of("0.5", "2.0", "1");
      case STRING -> List.of("\"a\"", "\"b\"", "\"\uff5e\"", "\"\ud834\udd1e\"");
      case BYTES -> List.of("b\"ab\"");
      case TIMESTAMP -> List.of("timestamp(\"2026-01-02T03:04:05.678Z\")");
      case ANY -> List.of("1", "\"a\"", "[1, 2]");
      case LIST -> List.of("[1, 2]", "[2, 1, 2]", "[0]");
      case MAP -> List.of("{\"k\": \"a\"}", "{\"error\": \"b\"}");
    };
  }

  private List<String> steps(String name, Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> List.of("!" + name);
      case LONG ->
          List.of(
              name + " + 1",
              name + " + 2",
              name + " * 2",
              name + " + " + name,
              name + " > 3 ? 0 : " + name + " + 1",
              "6 / " + name,
              "3 - " + name);
      case DOUBLE -> List.of(name + " + 0.5", name + " * 2.0");
      case STRING ->
          List.of("size(" + name + ") < 6 ? " + name + " + \"x\" : \"a\"", name + " + \"y\"");
      case LIST ->
          List.of(
              "size(" + name + ") < 5 ? " + name + " + [1] : [0]",
              name + ".map(x, x > 2 ? 0 : x + 1)");
      default -> List.of();
    };
  }

  private static List<String> conversions(String name, Type from, Type to) {
    String pair = from.kind() + " " + to.kind();
    return switch (pair) {
      case "LONG BOOLEAN" -> List.of(name + " < 2");
      case "STRING LONG", "LIST LONG", "MAP LONG" -> List.of("size(" + name + ")");
      case "LIST ANY", "LONG ANY", "STRING ANY" -> List.of(name);
      case "ANY LONG", "ANY STRING", "ANY LIST" -> List.of(name, name);
      case "LONG STRING" -> List.of("string(" + name + ")");
      case "MAP STRING" -> List.of(name + ".error", name + "[\"k\"]", name + ".error");
      case "LONG DOUBLE" -> List.of("double(" + name + ")", name);
      case "LONG LIST" -> List.of("[" + name + "]", "[" + name + ", 1]");
      case "STRING MAP" -> List.of("{\"k\": " + name + "}");
      default -> List.of();
    };
  }

  private List<String> pairs(Map<String, Type> variables) {
    List<String> longs =
        variables.keySet().stream()
            .filter(name -> variables.get(name).kind() == Type.Kind.LONG)
            .toList();
    return longs.size() < 2
        ? List.of()
        : List.of(chance.of(longs) + " + " + chance.of(longs), longs.get(0) + " - " + longs.get(1));
  }

  private List<String> conditions(String name, Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> List.of(name);
      case LONG ->
          List.of(
              name + " < " + chance.between(2, 12),
              name + " < " + chance.between(2, 30),
              name + " % 2 == 0",
              "6 / " + name + " > 0");
      case DOUBLE -> List.of(name + " < 2.5");
      case STRING -> List.of(name + " != \"b\"", "size(" + name + ") < 4");
      case LIST -> List.of("size(" + name + ") < 3", "1 in " + name);
      case MAP -> List.of("\"error\" in " + name);
      case ANY -> List.of(name + " == \"a\"", name + " > 0");
      default -> List.of();
    };
  }
}
