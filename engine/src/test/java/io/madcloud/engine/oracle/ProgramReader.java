package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Declares programs: the new fields first, then the ops, each judged with all fields known. */
final class ProgramReader {
  private ProgramReader() {}

  /**
   * {@code program} with {@code declaration} added, one program or a list of them.
   *
   * @throws InvalidProgram if there is any mistake in it
   */
  static Program declare(Program program, JsonNode declaration) {
    Folders folders = new Folders();
    if (declaration.isArray()) {
      declaration.forEach(folders::add);
    } else {
      folders.add(declaration);
    }
    Program result = program.copy();
    folders.fields.forEach(
        (path, nodes) -> nodes.forEach(node -> declareField(result, path, node)));
    folders.ops.forEach(
        (path, written) -> result.ops().put(path, new OpReader(result, path, written).read()));
    result.paused().retainAll(result.pausable("/"));
    return result;
  }

  private static void declareField(Program program, String path, JsonNode node) {
    Field field = field(path, node);
    Field known = program.fields().get(path);
    InvalidProgram.unless(
        known == null || known.equals(field), "Expected %s to stay, but %s", known, field);
    program.fields().put(path, field);
  }

  private static Field field(String path, JsonNode node) {
    if (!node.isObject()) {
      return new Field(path, Type.parse(node), Merge.FORK);
    }
    expectKeys((ObjectNode) node, Set.of("type", "merge", "doc", "sensitive"));
    Type type = Type.parse(node.get("type"));
    Merge merge = Merge.FORK;
    if (node.has("merge")) {
      merge = merge(node.get("merge"));
    }
    InvalidProgram.unless(merge.fits(type), "Expected a policy that fits %s, but %s", path, merge);
    return new Field(path, type, merge);
  }

  private static Merge merge(JsonNode node) {
    for (Merge merge : Merge.values()) {
      if (node.isTextual() && merge.name().toLowerCase(Locale.ROOT).equals(node.textValue())) {
        return merge;
      }
    }
    throw new InvalidProgram("Expected a merge policy, but " + node);
  }

  static void expectKeys(ObjectNode node, Set<String> known) {
    List<String> unknown =
        node.properties().stream().map(e -> e.getKey()).filter(k -> !known.contains(k)).toList();
    InvalidProgram.unless(unknown.isEmpty(), "Expected one of %s, but %s", known, unknown);
  }
}
