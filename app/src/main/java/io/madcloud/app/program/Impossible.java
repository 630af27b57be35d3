package io.madcloud.app.program;

import io.madcloud.engine.check.ProgramCheck;
import io.madcloud.engine.check.Warning;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.FieldSpec;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.Program;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Ops that are declared and that no process comes to. */
final class Impossible {

  private Impossible() {}

  /**
   * The ops that a change makes impossible though it does not name them, and why.
   *
   * @return by path
   */
  static SortedMap<String, String> after(Program before, Program after) {
    SortedMap<String, String> reasons = in(after);
    reasons.keySet().removeIf(path -> !after.op(path).equals(before.op(path)));
    if (!reasons.isEmpty()) {
      reasons.keySet().removeAll(in(before).keySet());
    }
    return reasons;
  }

  private static SortedMap<String, String> in(Program program) {
    SortedMap<String, String> reasons = new TreeMap<>();
    for (Warning warning : ProgramCheck.warnings(program, all(program))) {
      if (warning.kind() == Warning.Kind.NEVER_HAPPENS) {
        String place = warning.place().path();
        int part = place.indexOf('.');
        reasons.put(part < 0 ? place : place.substring(0, part), warning.text());
      }
    }
    return reasons;
  }

  /** All of a program, each op at a place of its own: those of one template are told one by one. */
  private static Declaration all(Program program) {
    List<FieldSpec> fields =
        program.fields().values().stream()
            .map(
                field ->
                    new FieldSpec(
                        field.path(),
                        field.type(),
                        field.merge(),
                        field.sensitive(),
                        field.doc(),
                        Place.at(field.path())))
            .toList();
    List<OpSpec> ops =
        program.ops().values().stream()
            .map(op -> op.spec().withPlace(Place.at(op.path())))
            .toList();
    return new Declaration(fields, ops);
  }
}
