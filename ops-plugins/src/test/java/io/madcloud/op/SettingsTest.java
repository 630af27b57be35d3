package io.madcloud.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SettingsTest {

  private static Settings settings(Map<String, Object> with) {
    return new Settings(with, Set.of("to", "loud"));
  }

  @Test
  void what_is_stated_is_read_and_what_is_not_has_a_default() {
    assertThat(settings(Map.of("to", "x")).text("to", "y")).isEqualTo("x");
    assertThat(settings(Map.of()).text("to", "y")).isEqualTo("y");
    assertThat(settings(Map.of("loud", true)).flag("loud")).isTrue();
    assertThat(settings(Map.of()).flag("loud")).isFalse();
  }

  @Test
  void what_is_not_known_is_refused() {
    assertRefused(
        () -> settings(Map.of("too", "x")), "Expected no more than loud, to, but found 'too'");
    assertRefused(
        () -> new Settings(Map.of("a", 1L), Set.of()), "Expected no settings, but found 'a'");
  }

  @Test
  void what_is_of_another_type_or_missing_is_refused() {
    assertRefused(
        () -> settings(Map.of()).text("to", null), "Expected a text in 'to', but there is none");
    assertRefused(
        () -> settings(Map.of("to", "")).text("to", "y"), "Expected a text in 'to', but found ''");
    assertRefused(
        () -> settings(Map.of("loud", "yes")).flag("loud"),
        "Expected true or false in 'loud', but found 'yes'");
  }

  private static void assertRefused(Runnable reading, String message) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
