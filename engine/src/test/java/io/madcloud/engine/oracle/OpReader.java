package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one op against the fields that are declared. */
final class OpReader {
  private static final Set<String> KEYS =
      Set.of(
          "in",
          "mask",
          "out",
          "expr",
          "each",
          "plugin",
          "with",
          "call",
          "after",
          "when",
          "fail",
          "masked",
          "catch-up",
          "version",
          "at",
          "supervise",
          "doc",
          "topic",
          "process-id",
          "returns");
  private static final Set<String> ON_FAILURE = Set.of("continue", "drop-folder", "fail-process");
  private static final int DEFAULT_ATTEMPTS = 3;

  private final String path;
  private final Folders.WrittenOp written;
  private final ObjectNode node;
  private final References references;

  OpReader(Program program, String path, Folders.WrittenOp written) {
    InvalidProgram.unless(
        written.node().isObject(), "Expected an op at %s, but %s", path, written.node());
    this.references = new References(program, path, written.folder());
    this.path = path;
    this.written = written;
    this.node = (ObjectNode) written.node();
  }

  Op read() {
    ProgramReader.expectKeys(node, KEYS);
    Map<String, Field> in = references.list(node, "in");
    Map<String, Field> out = references.list(node, "out");
    List<String> mask = references.list(node, "mask").values().stream().map(Field::path).toList();
    InvalidProgram.unless(
        !in.isEmpty() || !out.isEmpty(), "Expected in or out, but %s has neither", path);
    for (Field field : in.values()) {
      InvalidProgram.unless(
          !mask.contains(field.path()), "Expected in or mask, but both name %s", field);
    }
    Op.Kind kind = kind(in, out);
    Map<String, CelType> variables = new LinkedHashMap<>();
    (kind == Op.Kind.NOTIFICATION ? out : in)
        .forEach((local, field) -> variables.put(local, field.type().cel()));
    Expression when = node.has("when") ? condition(variables) : null;
    Expression each = node.has("each") ? list(variables) : null;
    return new Op(
        path,
        kind,
        in,
        out,
        mask,
        expressions(out, variables, each),
        each,
        when,
        fail(),
        node.has("after") ? Durations.parseMs(node.get("after")) : 0,
        attempts(),
        onFailure(),
        dropsWhenMasked(kind),
        node.path("catch-up").asBoolean(false));
  }

  private Op.Kind kind(Map<String, Field> in, Map<String, Field> out) {
    InvalidProgram.unless(
        !node.has("plugin"), "Expected expr, call or after, but %s is a plugin", path);
    boolean timer = node.has("after");
    boolean call = node.has("call");
    boolean expr = node.has("expr");
    InvalidProgram.unless(!(timer && !expr), "Expected after with expr, but %s has none", path);
    InvalidProgram.unless(!(call && (expr || timer)), "Expected one action, but %s has two", path);
    InvalidProgram.unless(expr || !node.has("each"), "Expected each with expr, but %s", path);
    if (in.isEmpty()) {
      InvalidProgram.unless(
          !call && !timer && !node.has("each"), "Expected a notification, but %s acts", path);
      return Op.Kind.NOTIFICATION;
    }
    if (call) {
      return Op.Kind.CALL;
    }
    if (timer) {
      return Op.Kind.AFTER;
    }
    boolean publishes = node.has("topic") && out.isEmpty();
    InvalidProgram.unless(expr || publishes, "Expected an action, but %s has none", path);
    return expr ? Op.Kind.EXPR : Op.Kind.PUBLISH;
  }

  private Map<String, Expression> expressions(
      Map<String, Field> out, Map<String, CelType> variables, Expression each) {
    Map<String, CelType> all = new LinkedHashMap<>(variables);
    if (each != null) {
      all.put("it", each.type() instanceof ListType list ? list.elemType() : SimpleType.DYN);
    }
    Map<String, Expression> expressions = new LinkedHashMap<>();
    node.path("expr")
        .properties()
        .forEach(
            entry -> {
              Field field = out.get(entry.getKey());
              InvalidProgram.unless(
                  field != null, "Expected a field of out, but %s", entry.getKey());
              Expression expression = compile(entry.getValue(), all);
              InvalidProgram.unless(
                  field.type().accepts(expression.type()),
                  "Expected %s, but %s",
                  field,
                  expression.type());
              expressions.put(entry.getKey(), expression);
            });
    return expressions;
  }

  private Expression condition(Map<String, CelType> variables) {
    Expression when = compile(node.get("when"), variables);
    InvalidProgram.unless(
        new Type(Type.Kind.BOOLEAN, null).accepts(when.type()),
        "Expected a boolean, but %s",
        when.type());
    return when;
  }

  private Expression list(Map<String, CelType> variables) {
    Expression each = compile(node.get("each"), variables);
    InvalidProgram.unless(
        new Type(Type.Kind.LIST, Type.ANY).accepts(each.type()),
        "Expected a list, but %s",
        each.type());
    return each;
  }

  private static Expression compile(JsonNode source, Map<String, CelType> variables) {
    InvalidProgram.unless(source.isTextual(), "Expected an expression, but %s", source);
    return Expression.compile(source.textValue(), variables);
  }

  private String fail() {
    if (!node.has("fail")) {
      return null;
    }
    Field field = references.resolve(node.get("fail").asText());
    InvalidProgram.unless(
        field.type().equals(Type.MAP_OF_STRING), "Expected map<string>, but %s", field);
    return field.path();
  }

  private ObjectNode supervise() {
    ObjectNode supervise = written.supervise().deepCopy();
    if (node.has("supervise")) {
      InvalidProgram.unless(
          node.get("supervise").isObject(), "Expected supervise, but %s", node.get("supervise"));
      Folders.laySupervision(supervise, (ObjectNode) node.get("supervise"), written.folder());
    }
    return supervise;
  }

  private int attempts() {
    int attempts = supervise().path("attempts").asInt(DEFAULT_ATTEMPTS);
    InvalidProgram.unless(attempts >= 1, "Expected at least one attempt, but %s", attempts);
    return attempts;
  }

  private Op.OnFailure onFailure() {
    ObjectNode supervise = supervise();
    String word = supervise.path("on-failure").asText("continue");
    InvalidProgram.unless(ON_FAILURE.contains(word), "Expected one of three words, but %s", word);
    return new Op.OnFailure(word, supervise.path(Folders.ON_FAILURE_OF).asText());
  }

  private boolean dropsWhenMasked(Op.Kind kind) {
    if (!node.has("masked")) {
      return kind == Op.Kind.AFTER;
    }
    String masked = node.get("masked").asText();
    InvalidProgram.unless(
        Set.of("keep", "drop").contains(masked), "Expected keep or drop, but %s", masked);
    return masked.equals("drop");
  }
}
