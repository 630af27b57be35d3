package io.madcloud.app.cluster;

import java.net.BindException;

/** A port that the configuration asks for is in use by someone else, or not ours to use. */
public final class PortTakenException extends DevClusterException {
  private static final long serialVersionUID = 1L;

  private final int port;

  PortTakenException(int port, String option, BindException cause) {
    super(
        "Expected port %d to be free, but the system says '%s'; choose another with %s"
            .formatted(port, cause.getMessage(), option),
        cause);
    this.port = port;
  }

  /** The port that is taken. */
  public int port() {
    return port;
  }
}
