package io.madcloud.op;

/**
 * Plugins cannot be loaded; the message says what was expected, what is the case, and in which jar.
 */
public final class PluginLoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PluginLoadException(String message) {
    super(message);
  }

  PluginLoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
