package io.madcloud.engine.oracle;

/** A declared field: its absolute path, type and merge policy. */
record Field(String path, Type type, Merge merge) {}
