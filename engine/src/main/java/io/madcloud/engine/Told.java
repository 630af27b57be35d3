package io.madcloud.engine;

/**
 * What a datacenter has been told of a process by this one, or has told of it. By the numbers that
 * things have here. Mutable; a turn works on a copy.
 *
 * @param fieldsets that it knows
 * @param fields whose contributions it is told of as they come
 * @param invocations that it knows
 * @param messages of which it knows all fields that it is told of
 */
record Told(
    InvocationSet fieldsets,
    InvocationSet fields,
    InvocationSet invocations,
    InvocationSet messages) {

  static Told nothing() {
    return new Told(
        new InvocationSet(), new InvocationSet(), new InvocationSet(), new InvocationSet());
  }

  Told copy() {
    return new Told(fieldsets.copy(), fields.copy(), invocations.copy(), messages.copy());
  }
}
