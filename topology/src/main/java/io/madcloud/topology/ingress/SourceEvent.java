package io.madcloud.topology.ingress;

import io.madcloud.engine.program.FieldType;

/** The top-level fields of a record that somebody else wrote. */
@FunctionalInterface
interface SourceEvent {

  /**
   * A field's value, as far as the format tells what it is.
   *
   * @param type that an op declares, for formats that know fewer types than the model
   * @return null when it is absent
   */
  Object value(String name, FieldType type);
}
