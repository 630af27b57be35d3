package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.server.OpServerConfig;
import io.madcloud.topology.MadcloudConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** Pages list the keys that an engine or a server knows, as it knows them. */
final class ConfigurationPageTest {

  private static final Path PAGES = Path.of("../../docs");
  private static final String HEAD = "| key | type | default | meaning |";

  @Test
  void the_table_of_keys_is_that_of_the_engine() throws IOException {
    assertTable("configuration.md", MadcloudConfig.definition());
  }

  @Test
  void the_table_of_keys_is_that_of_a_server() throws IOException {
    assertTable("op-server.md", OpServerConfig.definition());
  }

  private static void assertTable(String page, ConfigDef definition) throws IOException {
    List<String> lines = Files.readAllLines(PAGES.resolve(page));
    assertThat(lines).contains(HEAD);

    List<String> table =
        lines.subList(lines.indexOf(HEAD) + 2, lines.size()).stream()
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    List<String> expected =
        definition.configKeys().values().stream()
            .sorted(Comparator.comparing(key -> key.name))
            .map(ConfigurationPageTest::row)
            .toList();
    assertThat(table)
        .as("rows of docs/%s, expected%n%s", page, String.join("\n", expected))
        .isEqualTo(expected);
  }

  private static String row(ConfigKey key) {
    String type = key.type.name().toLowerCase(Locale.ROOT);
    return "| `%s` | %s%s | %s | %s |"
        .formatted(key.name, type, range(key), defaultOf(key), key.documentation);
  }

  private static String range(ConfigKey key) {
    return key.validator == null ? "" : " " + key.validator;
  }

  private static String defaultOf(ConfigKey key) {
    if (key.defaultValue == ConfigDef.NO_DEFAULT_VALUE) {
      return "none, required";
    }
    String text = String.valueOf(key.defaultValue);
    return text.isEmpty() ? "empty" : "`" + text + "`";
  }
}
