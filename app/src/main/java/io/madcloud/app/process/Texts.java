package io.madcloud.app.process;

import io.madcloud.app.cli.Json;
import io.madcloud.engine.program.Literals;
import io.madcloud.serdes.StandIns;
import io.madcloud.serdes.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Values, times and words of the wire, as people read them. */
final class Texts {

  /** Stands where a value is not for people to see. */
  static final String HIDDEN = "(hidden)";

  private static final int MOST = 100;
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] UNIT_MS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  private Texts() {}

  /** A value of the wire as JSON, shortened. */
  static String value(Object wire) {
    return StandIns.isOne(wire) ? HIDDEN : brief(Json.line(plain(wire)));
  }

  /** A value of the wire as JSON has it; a text in the place of what is not for people to see. */
  static Object plain(Object wire) {
    return StandIns.isOne(wire) ? HIDDEN : Literals.plain(Values.fromWire(wire));
  }

  /** The text, shortened, on one line. */
  static String brief(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= MOST ? line : line.substring(0, MOST - 1) + "…";
  }

  /** A point in time as values are written. */
  static String time(Instant time) {
    return (String) Literals.plain(time);
  }

  /** A duration in the largest unit that divides it, such as 90m. */
  static String duration(Duration duration) {
    long ms = duration.toMillis();
    int unit = 0;
    while (ms == 0 ? unit < UNITS.length - 2 : ms % UNIT_MS[unit] != 0) {
      unit++;
    }
    return ms / UNIT_MS[unit] + UNITS[unit];
  }

  /** The model's word for what the wire writes as {@code LIKE_THIS}. */
  static String word(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
