package io.madcloud.engine.program;

/** The values that an expression may read, by local name. */
@FunctionalInterface
public interface Variables {

  /** The value of {@code name}, or null when it has none. */
  Object get(String name);
}
