package io.madcloud.engine.program;

/**
 * Something wrong with a program.
 *
 * @param place where
 * @param message what was expected, and what came
 */
public record Mistake(Place place, String message) {

  @Override
  public String toString() {
    return place + ": " + message;
  }
}
