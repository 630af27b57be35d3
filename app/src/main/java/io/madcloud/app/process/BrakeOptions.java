package io.madcloud.app.process;

import io.madcloud.app.cli.ClusterOptions;
import io.madcloud.app.cli.OutputOption;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands have in common that pause and resume ops. */
final class BrakeOptions {

  @Parameters(
      paramLabel = "PATH",
      description = "Absolute path of an op, or of a folder with all ops below it.")
  private String path;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOption output;

  String path() {
    return path;
  }

  Duration timeout() {
    return timeout;
  }

  ClusterOptions cluster() {
    return cluster;
  }

  boolean isJson() {
    return output.isJson();
  }
}
