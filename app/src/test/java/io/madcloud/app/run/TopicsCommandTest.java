package io.madcloud.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.madcloud.app.Shell;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TopicsCommandTest {

  private DevCluster cluster;
  private Shell shell;

  @BeforeEach
  void start() {
    cluster = DevCluster.start(DevClusterConfig.temporary());
    shell = Shell.of(cluster);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void what_is_missing_is_created_once_and_the_dry_run_creates_nothing() {
    JsonNode planned =
        shell.run("topics", "create", "--dry-run", "--partitions", "3", "-o", "json").done().json();
    assertThat(planned.get("created")).hasSizeGreaterThanOrEqualTo(7);
    assertThat(planned.get("dryRun").booleanValue()).isTrue();
    assertThat(partitions().values()).containsOnly(0);

    shell.run("topics", "create", "--partitions", "3").done();
    assertThat(partitions())
        .containsEntry("madcloud.notifications", 3)
        .containsEntry("madcloud.programs", 1)
        .doesNotContainValue(0);

    assertThat(shell.run("topics", "create").done().out())
        .isEqualToIgnoringNewLines(
            "All %d topics are there.".formatted(planned.get("created").size()));
  }

  @Test
  void a_server_s_topic_gets_as_many_partitions_as_there_are() {
    shell.run("topics", "create", "--partitions", "5").done();
    assertThat(shell.run("topics", "create", "--server", "clerk").done().out())
        .startsWith("Created madcloud.calls.clerk\n1 created, ")
        .contains("5 partitions");
    shell.run("topics", "create", "--server", "clerk").done();
  }

  @Test
  void the_topics_of_another_prefix_are_others() {
    shell.run("topics", "create").done();
    assertThat(
            shell.run("topics", "list", "--property", "madcloud.topic.prefix=test-").done().out())
        .contains("test-notifications  missing");
  }

  @Test
  void another_number_of_partitions_than_there_is_is_refused() {
    shell.run("topics", "create", "--partitions", "2").done();
    assertThat(shell.run("topics", "create", "--partitions", "4").ended(2).err())
        .startsWith(
            "madcloud: Expected --partitions 2, as madcloud.notifications has, but found 4");
    assertThat(shell.run("topics", "create", "--partitions", "0").ended(2).err())
        .contains("at least one partition");
  }

  @Test
  void topics_that_cannot_serve_one_engine_are_told() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("madcloud.notifications", Optional.of(4), Optional.empty()),
                  new NewTopic("madcloud.replies", Optional.of(3), Optional.empty())))
          .all()
          .get();
    }
    assertThat(shell.run("topics", "create", "--dry-run").ended(1).err())
        .contains(
            "Expected the same number of partitions in all input topics",
            "madcloud.notifications=4, madcloud.replies=3");
  }

  @Test
  void too_many_copies_are_refused_with_the_brokers_words() {
    assertThat(shell.run("topics", "create", "--replication-factor", "3").ended(1).err())
        .startsWith("madcloud: Expected to create topic madcloud.")
        .contains("replication factor");
    assertThat(shell.run("topics", "create", "--replication-factor", "0").ended(2).err())
        .contains("at least one copy");
  }

  private Map<String, Integer> partitions() {
    Map<String, Integer> partitions = new TreeMap<>();
    shell
        .run("topics", "list", "-o", "json")
        .done()
        .json()
        .forEach(
            topic -> partitions.put(topic.get("topic").asText(), topic.get("partitions").asInt()));
    return partitions;
  }
}
