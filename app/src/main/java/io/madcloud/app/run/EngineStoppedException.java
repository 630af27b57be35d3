package io.madcloud.app.run;

/** The engine stopped by itself, as it could not go on; a new process may get over it. */
public final class EngineStoppedException extends RuntimeException {

  /** The exit code of a command that ends with this. */
  public static final int EXIT_CODE = 4;

  private static final long serialVersionUID = 1;

  EngineStoppedException(String message) {
    super(message);
  }
}
