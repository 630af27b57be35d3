package io.madcloud.engine.yaml;

import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;

/**
 * A field as it is written in a folder.
 *
 * @param type null when it is written wrongly, which was reported
 * @param doc may be null
 */
record FieldNode(
    FieldType type, Merge merge, boolean sensitive, String doc, int line, int column) {}
