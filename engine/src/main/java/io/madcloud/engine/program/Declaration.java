package io.madcloud.engine.program;

import java.util.List;

/**
 * Fields, ops and servers that are declared together: all of them come to hold, or none.
 *
 * @param servers of which something is said; others can be called as well
 * @param places of the ops' parts
 */
public record Declaration(
    List<FieldSpec> fields, List<OpSpec> ops, List<ServerSpec> servers, Places places) {
  public Declaration {
    fields = List.copyOf(fields);
    ops = List.copyOf(ops);
    servers = List.copyOf(servers);
  }

  /** A declaration that came without sources. */
  public Declaration(List<FieldSpec> fields, List<OpSpec> ops, List<ServerSpec> servers) {
    this(fields, ops, servers, Places.UNKNOWN);
  }

  /** The same that says nothing of servers. */
  public Declaration(List<FieldSpec> fields, List<OpSpec> ops) {
    this(fields, ops, List.of());
  }
}
