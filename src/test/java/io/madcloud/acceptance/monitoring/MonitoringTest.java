package io.madcloud.acceptance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.acceptance.harness.CommandOutcome;
import io.madcloud.acceptance.harness.EngineHttp;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.SourceTree;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.engine.Datacenters;
import io.madcloud.serdes.UpdateBytes;
import io.madcloud.topology.Topics;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Update;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What alerts, the dashboard, the probes and the page about operating name is there: on an engine
 * in a process of its own, that does everything that counts.
 */
final class MonitoringTest {

  /** Metrics that no engine tells, each with who does. */
  private static final Map<String, String> ELSEWHERE =
      Map.of("up", "Prometheus, for every target: whether it answered");

  /** What Prometheus puts on all that it takes from an engine, as PodMonitor madcloud has it. */
  private static final Set<String> OF_TARGETS = Set.of("job", "namespace", "pod");

  private static final Datacenters HERE = Datacenters.of("east", Set.of("east", "west"));
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Forks, a run that fails, calls that are answered late, a place elsewhere, and an op to pause.
   */
  private static final String PROGRAM =
      """
      fields: { text: string, note: string, length: long, broken: long, price: long, slow: long, told: long, held: long }
      servers: { pricing: { in-flight: 8 } }
      ops:
        start: { out: [text] }
        note: { out: [note] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
        break:
          in: [length]
          out: [broken]
          expr: { broken: "1 / (length - length)" }
          supervise: { attempts: 1 }
        ask: { in: [text], out: [price], call: pricing }
        wait: { in: [text], out: [slow], call: slow, supervise: { timeout: 1s, backoff: 10ms } }
        hold: { in: [text], out: [held], expr: { held: "1" } }
      folders:
        far:
          at: west
          ops:
            tell: { in: [length], out: [told], call: teller }
      """;

  private static final Duration LATE = Duration.ofMillis(1_300);

  @TempDir private static Path directory;

  private static TestBed bed;
  private static EngineHttp http;

  @BeforeAll
  static void work() throws Exception {
    http = EngineHttp.atFreePort();
    bed = TestBed.startAt(HERE, directory, "pricing", "slow", "teller");
    bed.declare(PROGRAM);
    bed.worker("pricing", call -> List.of(Map.of("price", 3L), Map.of("price", 4L)));
    bed.worker("slow", call -> List.of(Map.of("slow", 5L)), LATE);
    bed.engine("engine", Map.of("madcloud.http.port", "" + http.port())).awaitRunning();
    Map<String, Object> clients = bed.clients();
    CommandOutcome.of(
            clients.get("bootstrap.servers").toString(),
            clients.get("schema.registry.url").toString(),
            "op",
            "pause",
            "/hold")
        .done();
    for (int number = 0; number < 4; number++) {
      bed.notify("p" + number, "/start", Map.of("text", "some"));
    }
    // Ends at once, as nobody waits for it.
    bed.notify("noted", "/note", Map.of("note", "some"));
    tell(2, 1, 1);
  }

  @AfterAll
  static void stop() throws Exception {
    bed.close();
  }

  /** The west tells of a process that began there; what has the second number comes too early. */
  private static void tell(long... numbers) throws Exception {
    Topics topics = new Topics("madcloud.", HERE);
    for (long number : numbers) {
      Update update =
          Update.newBuilder()
              .setProcess("of-the-west")
              .setIncarnation(new Incarnation(topics.notifications(), 0, 0L))
              .setOrigin("west")
              .setOp("/start")
              .setFrom("west")
              .setNumber(number)
              .setTime(number)
              .setSentMs(System.currentTimeMillis())
              .setSent(List.of())
              .setReceived(List.of())
              .setStatus(ProcessStatus.RUNNING)
              .setInvocations(List.of())
              .setMessages(List.of())
              .setParts(List.of())
              .build();
      bed.raw(topics.from("west"), 0, update.getProcess(), UpdateBytes.of(update));
    }
  }

  @Test
  void alerts_ask_for_what_an_engine_tells() {
    awaitAll(Asked.byAlerts());
  }

  @Test
  void the_dashboard_asks_for_what_an_engine_tells() {
    awaitAll(Asked.byTheDashboard());
  }

  private static void awaitAll(List<Asked> asked) {
    assertThat(asked).hasSizeGreaterThan(10);
    Eventually.until(
        "all metrics to be told",
        LIMIT,
        () -> findings(asked).isEmpty(),
        () -> String.join("\n", findings(asked)));
  }

  private static List<String> findings(List<Asked> asked) {
    Scrape scrape = Scrape.read(http.get("/metrics").body());
    List<String> findings = new ArrayList<>();
    asked.forEach(it -> findings.addAll(it.findings(scrape, ELSEWHERE, OF_TARGETS)));
    return findings;
  }

  @Test
  void the_page_about_operating_names_what_an_engine_tells() {
    List<String> named =
        Pattern.compile("`((?:madcloud|kafka)_\\w+)`")
            .matcher(SourceTree.text("docs/operations.md"))
            .results()
            .map(it -> it.group(1))
            .toList();
    assertThat(named).hasSizeGreaterThan(10);
    Eventually.until(
        "all metrics to be told",
        LIMIT,
        () -> untold(named).isEmpty(),
        () -> untold(named).toString());
  }

  /** Of a histogram the page names what its series begin with. */
  private static List<String> untold(List<String> named) {
    Set<String> told = Scrape.read(http.get("/metrics").body()).series().keySet();
    return named.stream()
        .filter(it -> !told.contains(it) && !told.contains(it + "_bucket"))
        .toList();
  }

  @Test
  void probes_and_the_monitor_go_where_an_engine_answers() {
    JsonNode container =
        manifest("deploy/k8s/base/statefulset.yaml").at("/spec/template/spec/containers/0");
    String port = container.at("/ports/0/name").asText();
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      JsonNode get = container.path(probe).path("httpGet");
      assertThat(http.status(get.path("path").asText())).as(probe).isEqualTo(200);
      assertThat(get.path("port").asText()).as(probe).isEqualTo(port);
    }
    JsonNode monitor =
        manifest("deploy/k8s/components/monitoring/podmonitor.yaml")
            .at("/spec/podMetricsEndpoints/0");
    assertThat(http.get(monitor.path("path").asText()).body()).contains("madcloud_");
    assertThat(monitor.path("port").asText()).isEqualTo(port);
  }

  private static JsonNode manifest(String name) {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(SourceTree.text(name));
    return new ObjectMapper().valueToTree(read);
  }
}
