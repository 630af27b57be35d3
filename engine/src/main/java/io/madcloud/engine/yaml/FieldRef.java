package io.madcloud.engine.yaml;

/**
 * A field as an op names it.
 *
 * @param local the name that the op uses; empty when it is not known
 * @param name relative or absolute; null when it was not written as one, which is reported
 * @param part of the op where it stands, such as {@code in[0]}
 */
record FieldRef(String local, String name, String part) {}
