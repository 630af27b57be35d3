package io.madcloud.engine.oracle;

/** One value that a producer gave to a field. */
record Contribution(Producer producer, Object value) {}
