package io.madcloud.app;

/**
 * What the user gave is not valid: a file, a program, a value. The message says what was expected,
 * what came, and where; the command ends with exit code 2.
 */
final class InvalidInputException extends RuntimeException {
  InvalidInputException(String message) {
    super(message);
  }
}
