package io.madcloud.engine.program;

/**
 * A field as one op sees it.
 *
 * @param local the name that the op uses
 * @param field the declared field behind it
 */
public record Slot(String local, Field field) {}
