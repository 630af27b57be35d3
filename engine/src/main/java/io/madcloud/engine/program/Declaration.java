package io.madcloud.engine.program;

import java.util.List;

/**
 * Fields and ops that are declared together: all of them come to hold, or none.
 *
 * @param places of the ops' parts
 */
public record Declaration(List<FieldSpec> fields, List<OpSpec> ops, Places places) {
  public Declaration {
    fields = List.copyOf(fields);
    ops = List.copyOf(ops);
  }

  /** A declaration that came without sources. */
  public Declaration(List<FieldSpec> fields, List<OpSpec> ops) {
    this(fields, ops, Places.UNKNOWN);
  }
}
