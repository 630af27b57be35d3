package io.madcloud.app.process;

import io.madcloud.engine.yaml.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line, written as in programs. */
final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    Long ms = Durations.parseMs(text);
    if (ms == null) {
      throw new TypeConversionException(
          "Expected %s, but found '%s'".formatted(Durations.EXPECTED, text));
    }
    return Duration.ofMillis(ms);
  }
}
