package io.madcloud.topology.program;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.FieldSpec;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.OpSpec.SlotSpec;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.program.Supervision;
import io.madcloud.serdes.ProgramRecords;
import io.madcloud.wire.ProgramChange;
import java.util.List;
import java.util.Map;

/** Small declarations: a field and a notification that produces it. */
final class Declarations {

  private Declarations() {}

  static ProgramCompiler compiler() {
    return ProgramCompiler.lenient(new CelExpressions(), Map.of());
  }

  /** The notification {@code /NAME} with the field {@code /NAME_field}. */
  static Declaration named(String name) {
    return declaration(name, FieldType.LONG);
  }

  static Declaration declaration(String name, FieldType type) {
    String field = "/" + name + "_field";
    return new Declaration(
        List.of(new FieldSpec(field, type, Merge.FORK, false, null, Place.at(field))),
        List.of(op("/" + name, List.of(), List.of(new SlotSpec("x", field)), null, null)));
  }

  /** A one-way op {@code /NAME} that runs a plugin on a field. */
  static Declaration plugin(String name, String field, String plugin) {
    return new Declaration(
        List.of(),
        List.of(op("/" + name, List.of(new SlotSpec("x", field)), List.of(), null, plugin)));
  }

  /** A notification with an expression for its field. */
  static Declaration expression(String name, String expression) {
    Declaration plain = named(name);
    return new Declaration(
        plain.fields(),
        List.of(
            op("/" + name, List.of(), plain.ops().get(0).out(), Map.of("x", expression), null)));
  }

  static Declaration nothing() {
    return new Declaration(List.of(), List.of());
  }

  static List<ProgramChange> changes(String id, Declaration declaration, String... removals) {
    return ProgramRecords.changes(id, declaration, List.of(removals));
  }

  private static OpSpec op(
      String path, List<SlotSpec> in, List<SlotSpec> out, Map<String, String> expr, String plugin) {
    return new OpSpec(
        path,
        in,
        List.of(),
        out,
        expr,
        null,
        null,
        plugin,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        false,
        Supervision.DEFAULT,
        null,
        null,
        null,
        Place.at(path));
  }
}
