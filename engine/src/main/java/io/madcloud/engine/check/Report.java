package io.madcloud.engine.check;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.FieldSpec;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.ServerSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects warnings about what a declaration declares, and knows where that stands. */
final class Report {

  private final Declaration declaration;
  private final Map<String, OpSpec> ops = new LinkedHashMap<>();
  private final Map<String, FieldSpec> fields = new LinkedHashMap<>();
  private final List<Warning> warnings = new ArrayList<>();

  Report(Declaration declaration) {
    this.declaration = declaration;
    declaration.ops().forEach(op -> ops.put(op.path(), op));
    declaration.fields().forEach(field -> fields.putIfAbsent(field.path(), field));
  }

  boolean isDeclared(Op op) {
    return ops.containsKey(op.path());
  }

  boolean isDeclared(Field field) {
    return fields.containsKey(field.path());
  }

  /** Whether the source says something about a part of the op itself, such as {@code masked}. */
  boolean states(Op op, String part) {
    return isDeclared(op) && declaration.places().states(ops.get(op.path()), part);
  }

  /** Whether the source says which merge policy the field has. */
  boolean statesMerge(Field field) {
    return isDeclared(field) && declaration.places().statesMerge(fields.get(field.path()));
  }

  void warn(Warning.Kind kind, Op op, String part, String text) {
    if (isDeclared(op)) {
      Place place = declaration.places().of(ops.get(op.path()), part);
      warnings.add(new Warning(kind, place, text));
    }
  }

  void warn(Warning.Kind kind, Field field, String text) {
    if (isDeclared(field)) {
      warnings.add(new Warning(kind, fields.get(field.path()).place(), text));
    }
  }

  void warn(Warning.Kind kind, ServerSpec server, String text) {
    warnings.add(new Warning(kind, server.place(), text));
  }

  /** All warnings, in the order of the sources. */
  List<Warning> warnings() {
    Set<String> files = new LinkedHashSet<>();
    fields.values().forEach(field -> files.add(field.place().file()));
    ops.values().forEach(op -> files.add(op.place().file()));
    declaration.servers().forEach(server -> files.add(server.place().file()));
    return Warning.inSourceOrder(warnings, List.copyOf(files));
  }
}
