package io.madcloud.engine.program;

import java.util.List;

/** Fields and ops that are declared together: all of them come to hold, or none. */
public record Declaration(List<FieldSpec> fields, List<OpSpec> ops) {
  public Declaration {
    fields = List.copyOf(fields);
    ops = List.copyOf(ops);
  }
}
