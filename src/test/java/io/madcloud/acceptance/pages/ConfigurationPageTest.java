package io.madcloud.acceptance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.cli.ConfigOptions;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.server.OpServerConfig;
import io.madcloud.topology.MadcloudConfig;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages list the keys that the code knows, as it knows them: their tables are made of the code. */
final class ConfigurationPageTest {

  private static final String WRITE = "madcloud.pages.write";
  private static final String COMMAND =
      "mvn test -pl src/test -am -Dtest=ConfigurationPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + WRITE;

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void a_table_of_keys_says_what_the_code_says(KeyTable table) throws IOException {
    if (System.getProperty(WRITE) != null) {
      table.write();
    }
    assertThat(table.found())
        .as("%s; what the code says is written there by:%n  %s%n", table, COMMAND)
        .isEqualTo(table.made());
  }

  static List<KeyTable> tables() {
    String page = "docs/configuration.md";
    return List.of(
        new KeyTable(page, "The engine", MadcloudConfig.definition(), ConfigOptions::variable),
        new KeyTable(
            page, "The schema registry", RecordSerdes.definition(), ConfigOptions::variable),
        new KeyTable("docs/op-server.md", "Configuration", OpServerConfig.definition(), null));
  }
}
