package io.madcloud.engine.program;

/**
 * A field as a declaration states it.
 *
 * @param path absolute
 * @param doc may be null
 */
public record FieldSpec(
    String path, FieldType type, Merge merge, boolean sensitive, String doc, Place place) {}
