package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.app.Main;
import io.madcloud.app.cluster.DevCluster;
import io.madcloud.app.cluster.DevClusterConfig;
import io.madcloud.app.scenario.kafka.KafkaScenarios;
import io.madcloud.engine.oracle.RandomScenarios;
import io.madcloud.engine.scenario.ScenarioReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scenarios come to the same through a broker, the topology and its stores as on the pure engine.
 * {@code -Dmadcloud.kafka.scenarios=N} plays another number of random ones, {@code
 * -Dmadcloud.seed=N} those from one seed on.
 */
final class ScenariosThroughKafkaTest {

  private static final int RANDOM = Integer.getInteger("madcloud.kafka.scenarios", 16);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EXAMPLES = Path.of("..", "..", "examples");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void all_come_to_the_same() throws IOException {
    List<String> files = new ArrayList<>();
    files.addAll(stored());
    files.addAll(examples());
    assertThat(files).as("stored scenarios and examples").hasSizeGreaterThan(60);
    files.addAll(random());

    List<String> expected = lines(files);
    List<String> found = lines(files, "--runtime", "kafka");

    assertThat(found).hasSameSizeAs(files);
    for (int index = 0; index < files.size(); index++) {
      assertThat(found.get(index)).as(files.get(index)).isEqualTo(expected.get(index));
    }
  }

  @Test
  void a_cluster_that_was_there_is_left_as_it_was() throws Exception {
    try (DevCluster cluster = DevCluster.start(DevClusterConfig.temporary());
        Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("scenario-of-somebody", 1, (short) 1))).all().get();
      Set<String> topics = topics(admin);
      List<String> files = examples().subList(0, 2);

      List<String> found =
          lines(
              files,
              "--runtime",
              "kafka",
              "--bootstrap-server",
              cluster.bootstrapServers(),
              "--schema-registry",
              cluster.schemaRegistryUrl());

      assertThat(found).isEqualTo(lines(files));
      // The broker hears of a deletion a little later than the controller that answers.
      Eventually.until("the topics from before", () -> topics(admin).equals(topics));
      assertThat(admin.listGroups().all().get()).extracting(GroupListing::groupId).isEmpty();
      assertThat(subjects(cluster))
          .contains("io.madcloud.wire.Turn")
          .allMatch(subject -> subject.startsWith("io.madcloud.wire."));
    }
  }

  private static Set<String> topics(Admin admin) {
    try {
      return admin.listTopics().names().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Expected to list the topics, but " + e, e);
    }
  }

  private static Set<String> subjects(DevCluster cluster) throws Exception {
    URI uri = URI.create(cluster.schemaRegistryUrl() + "/subjects");
    String answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    Set<String> subjects = new TreeSet<>();
    JSON.readTree(answer).forEach(subject -> subjects.add(subject.asText()));
    return subjects;
  }

  /** What the command prints: a line for each file. */
  private List<String> lines(List<String> files, String... options) {
    out.getBuffer().setLength(0);
    List<String> arguments = new ArrayList<>(List.of("scenario", "--compact"));
    arguments.addAll(List.of(options));
    arguments.addAll(files);
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(err.toString()).isEmpty();
    assertThat(exitCode).isZero();
    return out.toString().lines().toList();
  }

  private List<String> examples() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES, 2)) {
      return files
          .filter(file -> file.getFileName().toString().matches("scenario.*\\.yaml"))
          .filter(ScenariosThroughKafkaTest::isPlayable)
          .map(Path::toString)
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private List<String> stored() throws IOException {
    List<String> files = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                RandomScenarios.class.getResourceAsStream("/scenarios.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode stored = JSON.readTree(line);
        write(stored.get("name").asText(), stored.get("scenario")).ifPresent(files::add);
      }
    }
    return files;
  }

  private List<String> random() throws IOException {
    long seed = Long.getLong("madcloud.seed", System.nanoTime());
    List<String> files = new ArrayList<>();
    while (files.size() < RANDOM) {
      write("-Dmadcloud.seed=" + seed, RandomScenarios.scenario(seed)).ifPresent(files::add);
      seed++;
    }
    return files;
  }

  /** Empty for a scenario with limits that an engine on Kafka does not take. */
  private Optional<String> write(String name, JsonNode scenario) throws IOException {
    Path file = directory.resolve(name.replace(' ', '-') + ".json");
    Files.writeString(file, scenario.toString());
    return isPlayable(file) ? Optional.of(file.toString()) : Optional.empty();
  }

  private static boolean isPlayable(Path file) {
    return KafkaScenarios.obstacles(ScenarioReader.read(file).scenario()).isEmpty();
  }
}
