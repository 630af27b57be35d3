package io.madcloud.app.program;

import io.madcloud.app.cli.DurationConverter;
import io.madcloud.app.cli.InvalidInputException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What all commands have in common that change the program. */
final class DeclareOptions {

  @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
  private boolean dryRun;

  @Option(names = "--wait", description = "Wait until every running engine works with the change.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How long --wait waits (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  /**
   * Sees that the options go together.
   *
   * @throws InvalidInputException if they do not
   */
  void validate() {
    if (dryRun && wait) {
      throw new InvalidInputException("Expected --dry-run or --wait, but found both");
    }
  }

  boolean dryRun() {
    return dryRun;
  }

  boolean waits() {
    return wait;
  }

  Duration timeout() {
    return timeout;
  }
}
