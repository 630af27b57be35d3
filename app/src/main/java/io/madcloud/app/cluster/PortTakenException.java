package io.madcloud.app.cluster;

/** A port that the configuration asks for is in use by someone else. */
public final class PortTakenException extends DevClusterException {
  private static final long serialVersionUID = 1L;

  private final int port;

  PortTakenException(int port, String option, Throwable cause) {
    super(
        "Expected port %d to be free, but something listens on it already; choose another with %s"
            .formatted(port, option),
        cause);
    this.port = port;
  }

  /** The port that is taken. */
  public int port() {
    return port;
  }
}
