package io.madcloud.engine.yaml;

/**
 * A field as an op names it.
 *
 * @param local the name that the op uses
 * @param name relative or absolute
 * @param part of the op where it stands, such as {@code in[0]}
 */
record FieldRef(String local, String name, String part) {}
