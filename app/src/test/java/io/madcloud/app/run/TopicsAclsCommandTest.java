package io.madcloud.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.app.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicsAclsCommandTest {

  @TempDir private Path directory;

  private static Shell.Result acls(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "topics";
    all[1] = "acls";
    System.arraycopy(more, 0, all, 2, more.length);
    return Shell.alone().run(all);
  }

  @Test
  void all_users_are_listed_by_the_names_of_the_configuration() {
    String out =
        acls(
                "--property", "madcloud.topic.prefix=x.",
                "--property", "madcloud.application.id=shop",
                "--property", "madcloud.datacenter=east",
                "--property", "madcloud.datacenters=east,west")
            .done()
            .out();
    assertThat(out.lines().map(line -> line.replaceAll(" {2,}", " ")))
        .contains(
            "engine topic x.notifications literal Read, Write",
            "engine topic west.x.to.east literal Read",
            "engine transactional id shop- prefixed Write",
            "operator group shop-folded- prefixed Describe",
            "http-server topic x.programs literal Read")
        .noneMatch(line -> line.contains("madcloud"));
  }

  @Test
  void topics_of_programs_are_among_them() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("program.yaml"),
            """
            fields: { f: long }
            ops:
              a: { out: [f], topic: orders }
              b: { in: [f], topic: bills }
            """);
    assertThat(acls(file.toString(), "--for", "engine").done().out())
        .containsPattern("orders +literal +Read\n")
        .containsPattern("bills +literal +Write\n");
    Files.writeString(file, "ops: { a: { out: [f], topic: 1 } }");
    assertThat(acls(file.toString()).ended(2).err()).contains("program.yaml");
  }

  @Test
  void a_principal_gets_commands_that_grant_it() {
    assertThat(
            acls(
                    "--for", "server",
                    "--principal", "User:CN=prices,O=Shop",
                    "--bootstrap-server", "broker:9092")
                .done()
                .out())
        .isEqualTo(
            """
            kafka-acls --bootstrap-server broker:9092 --add --allow-principal 'User:CN=prices,O=Shop' --operation Read --topic madcloud.calls. --resource-pattern-type prefixed
            kafka-acls --bootstrap-server broker:9092 --add --allow-principal 'User:CN=prices,O=Shop' --operation Write --topic madcloud.replies
            kafka-acls --bootstrap-server broker:9092 --add --allow-principal 'User:CN=prices,O=Shop' --operation Read --operation AlterConfigs --group madcloud.server. --resource-pattern-type prefixed
            """);
  }

  @Test
  void a_principal_is_one_user_s() {
    assertThat(acls("--principal", "User:x").ended(2).err()).contains("--for");
    assertThat(acls("--principal", "x", "--for", "engine").ended(2).err()).contains("TYPE:NAME");
    assertThat(acls("--for", "nobody").ended(2).err()).contains("http-server");
  }
}
