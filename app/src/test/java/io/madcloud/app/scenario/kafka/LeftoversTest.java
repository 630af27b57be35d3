package io.madcloud.app.scenario.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** What cannot be deleted is told, with what to do about it. */
final class LeftoversTest {

  @Test
  void topics_and_groups_that_cannot_be_deleted_are_both_told() throws InterruptedException {
    try (Admin nobody =
        Admin.create(
            Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "default.api.timeout.ms", 300,
                "request.timeout.ms", 200))) {
      assertThat(Leftovers.delete(nobody, "scenario-x-1"))
          .satisfiesExactly(
              topics ->
                  assertThat(topics)
                      .startsWith(
                          "Expected to delete the topics whose names begin with scenario-x-1, but:"
                              + " ")
                      .endsWith("; delete them by hand."),
              groups ->
                  assertThat(groups)
                      .startsWith(
                          "Expected to delete the consumer groups whose names begin with"
                              + " scenario-x-1, but: "));
    }
  }
}
