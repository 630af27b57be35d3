package io.madcloud.engine.oracle;

/** A value is not of the type that its field declares. */
final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1;

  Mismatch(String message) {
    super(message);
  }
}
