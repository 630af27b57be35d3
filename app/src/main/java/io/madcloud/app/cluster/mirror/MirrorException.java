package io.madcloud.app.cluster.mirror;

import io.madcloud.app.cluster.DevClusterException;

/** MirrorMaker cannot be started as asked for, or does not run as it should. */
public final class MirrorException extends DevClusterException {

  private static final long serialVersionUID = 1;

  MirrorException(String message) {
    super(message);
  }

  MirrorException(String message, Throwable cause) {
    super(message, cause);
  }
}
