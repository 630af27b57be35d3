package io.madcloud.engine.program;

import java.util.function.IntConsumer;

/** Which fields are present, by number: in a fieldset, those that are there and not stale. */
public interface Presence {

  /** How many fields are present. */
  int count();

  /** Whether the field with this number is present. */
  boolean has(int field);

  /** Visits the numbers of the present fields, in ascending order. */
  void forEach(IntConsumer visitor);
}
