package io.madcloud.app.cli;

import io.madcloud.engine.program.Mistake;
import java.util.List;

/**
 * What the user gave is not valid: a file, a program, a value. The message says what was expected,
 * what came, and where; the command ends with exit code 2.
 */
public final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Mistake> mistakes;

  public InvalidInputException(String message) {
    this(message, List.of());
  }

  private InvalidInputException(String message, List<Mistake> mistakes) {
    super(message);
    this.mistakes = mistakes;
  }

  /** All that is wrong with the input. */
  public static InvalidInputException of(List<Mistake> mistakes) {
    String count = mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes";
    return new InvalidInputException("Expected valid input, but found " + count + ".", mistakes);
  }

  /** Each with its place; empty when the message says it all. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
