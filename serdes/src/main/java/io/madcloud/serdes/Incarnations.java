package io.madcloud.serdes;

import io.madcloud.engine.Incarnation;

/** Incarnations between the engine and the wire. */
final class Incarnations {

  private Incarnations() {}

  static io.madcloud.wire.Incarnation toWire(Incarnation incarnation) {
    return new io.madcloud.wire.Incarnation(
        incarnation.topic(), incarnation.partition(), incarnation.offset());
  }

  static Incarnation fromWire(io.madcloud.wire.Incarnation incarnation) {
    return new Incarnation(
        incarnation.getTopic(), incarnation.getPartition(), incarnation.getOffset());
  }
}
