package io.madcloud.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunCommandTest {

  @TempDir private Path directory;

  @Test
  void print_config_shows_what_all_sources_come_to_and_nothing_that_is_secret() throws Exception {
    Files.writeString(directory.resolve("word"), "hush");
    Path file =
        Files.writeString(
            directory.resolve("engine.properties"),
            """
            madcloud.threads=3
            sasl.jaas.config=module required password="hush";
            schema.registry.url=https://someone:hush@registry
            config.providers=directory
            config.providers.directory.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
            ssl.keystore.password=${directory:%s:word}
            """
                .formatted(directory));
    Shell.Result result =
        Shell.alone()
            .run(
                "run",
                "--print-config",
                "--command-config",
                file.toString(),
                "--property",
                "madcloud.encryption.keys=a=hush",
                "--property",
                "madcloud.tick.interval.ms=50");
    result.done();
    assertThat(result.out())
        .contains("madcloud.threads=3\n")
        .contains("madcloud.tick.interval.ms=50\n")
        .contains("madcloud.encryption.keys=********\n")
        .contains("madcloud.retention.ms=86400000\n")
        .contains("sasl.jaas.config=********\n")
        .contains("schema.registry.url=https://********@registry\n")
        .contains("ssl.keystore.password=${directory:%s:word}\n".formatted(directory))
        .doesNotContain("hush");
  }
}
