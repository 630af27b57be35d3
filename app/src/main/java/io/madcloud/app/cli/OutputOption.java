package io.madcloud.app.cli;

import picocli.CommandLine.Option;

/** In which form a command prints: for people, or as JSON for programs. */
public final class OutputOption {

  private enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** Whether JSON is wanted. */
  public boolean isJson() {
    return format == Format.JSON;
  }
}
