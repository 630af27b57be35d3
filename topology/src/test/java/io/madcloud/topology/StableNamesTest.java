package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.junit.jupiter.api.Test;

/**
 * Names that are on brokers and disks: an engine that calls a store, or the one sub-topology,
 * otherwise than the release before begins without the processes of before. So what is here may be
 * added to, and is not changed.
 */
final class StableNamesTest {

  private static final String PROGRAM = "fields: { a: long }";

  @Test
  void topics_nodes_and_stores_are_called_as_in_every_release() {
    try (TestEngine engine = TestEngine.running(PROGRAM)) {
      assertThat(names(engine))
          .isEqualTo(
              """
              answers > madcloud.answers
              calls > by record
              controls < madcloud.controls
              dead-letters > madcloud.dead-letters
              journal > madcloud.journal
              notifications < madcloud.notifications
              ops
              outcomes > madcloud.outcomes
              published > by record
              replies < madcloud.replies
              turns keeps gate, processes, stopped, timers
              """);
    }
  }

  @Test
  void with_several_datacenters_there_are_links_besides() {
    try (TestEngine engine =
        TestEngine.of(PROGRAM)
            .with(MadcloudConfig.DATACENTER, "east")
            .with(MadcloudConfig.DATACENTERS, "east,west")
            .start()) {
      assertThat(names(engine))
          .contains("\nupdates > by record\n", "\nwest.madcloud.to.east < west.madcloud.to.east\n");
    }
  }

  @Test
  void every_store_has_a_topic_by_its_name() {
    assertThat(new Changelogs("some-app").names())
        .containsExactlyInAnyOrder(
            "some-app-gate-changelog",
            "some-app-processes-changelog",
            "some-app-stopped-changelog",
            "some-app-timers-changelog");
  }

  private static String names(TestEngine engine) {
    TopologyDescription description = engine.topology.describe();
    assertThat(description.globalStores()).isEmpty();
    assertThat(description.subtopologies()).hasSize(1);
    return description.subtopologies().iterator().next().nodes().stream()
        .map(StableNamesTest::line)
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(Node node) {
    if (node instanceof Source source) {
      return node.name() + " < " + joined(source.topicSet());
    }
    if (node instanceof Sink sink) {
      return node.name() + " > " + (sink.topic() == null ? "by record" : sink.topic());
    }
    Set<String> stores = ((Processor) node).stores();
    return stores.isEmpty() ? node.name() : node.name() + " keeps " + joined(stores);
  }

  private static String joined(Set<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }
}
