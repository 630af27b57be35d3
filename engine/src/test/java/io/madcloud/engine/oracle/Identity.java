package io.madcloud.engine.oracle;

import java.util.List;

/**
 * What makes a value the one that it is.
 *
 * @param field the absolute path
 * @param shapers the producers that shaped the value, in order of application
 */
record Identity(String field, List<Producer> shapers) {}
