package io.madcloud.bench.process;

import java.util.List;

/** A process did not do what it was started for; the message ends with what it printed last. */
public final class ProcessFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ProcessFailedException(String message, List<String> lastLines) {
    super(
        message
            + (lastLines.isEmpty()
                ? ", and printed nothing"
                : "; what it printed last:\n  " + String.join("\n  ", lastLines)));
  }
}
