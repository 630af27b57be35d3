package io.madcloud.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.madcloud.acceptance.harness.EngineHttp;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine tells probes and Prometheus, from its first moment to its last. */
final class EndpointsTest {

  private static final String PROGRAM =
      """
      mount: /o
      fields: { text: string, length: long, price: long }
      ops:
        start: { out: [text] }
        measure: { in: [text], out: [length], expr: { length: "size(text)" } }
        ask: { in: [length], out: [price], call: pricing }
      """;

  @TempDir private Path directory;

  private EngineHttp http;

  @BeforeEach
  void findPort() throws IOException {
    http = EngineHttp.atFreePort();
  }

  @Test
  void tell_how_an_engine_is_and_what_its_ops_did() throws Exception {
    try (TestBed bed = TestBed.start(directory, "pricing")) {
      bed.declare(PROGRAM);
      bed.worker("pricing", call -> List.of(Map.of("price", 3L)));
      EngineProcess engine = bed.engine("engine", Map.of("madcloud.http.port", "" + http.port()));
      Eventually.until("an answer", () -> http.status("/health/live") == 200);
      engine.awaitRunning();
      assertThat(engine.output()).contains("http://127.0.0.1:" + http.port() + "/health/ready");
      // Nobody has said so, thus they are on loopback: another address of this machine is closed.
      assertThat(isOpen("127.0.0.1")).isTrue();
      assertThat(isOpen("127.0.0.2")).isFalse();
      assertThat(http.json("/health/ready").path("status").asText()).isEqualTo("UP");
      for (int number = 0; number < 3; number++) {
        bed.notify("p" + number, "/o/start", Map.of("text", "some"));
      }
      http.awaitMetric("madcloud_outcomes_total{status=\"quiescent\"} 3.0");
      assertThat(http.get("/metrics").body())
          .contains("madcloud_op_runs_seconds_count{op=\"/o/measure\",outcome=\"done\"} 3")
          .contains("madcloud_op_replies_total{op=\"/o/ask\",outcome=\"done\"} 3.0")
          .contains("madcloud_op_latency_seconds_bucket{op=\"/o/ask\",le=\"3600.0\"} 3")
          .contains("madcloud_op_latency_seconds_count{op=\"/o/ask\"} 3")
          .contains("madcloud_program_revision ")
          .contains("kafka_stream_thread_commit_latency_avg{")
          .contains("jvm_memory_used_bytes{");
      http.awaitMetric("madcloud_processes_running 0.0");
      http.awaitMeter("kafka_consumer_fetch_manager_records_lag{");
      http.awaitMeter("kafka_stream_state_estimate_num_keys{");
      JsonNode info = http.json("/info");
      assertThat(info.path("applicationId").asText()).isEqualTo("madcloud");
      assertThat(info.path("program").path("ops").asInt()).isEqualTo(3);
      assertThat(http.status("/nowhere")).isEqualTo(404);
      assertThat(http.get("/nowhere").body()).contains("/health/ready");
      HttpRequest post =
          HttpRequest.newBuilder(http.uri("/metrics"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      assertThat(http.send(post).status()).isEqualTo(405);
    }
  }

  @Test
  void tell_of_so_many_ops_and_of_all_others_together() throws Exception {
    try (TestBed bed = TestBed.start(directory)) {
      bed.declare(
          """
          mount: /o
          fields: { text: string, a: long, b: long, c: long }
          ops:
            start: { out: [text] }
            a: { in: [text], out: [a], expr: { a: "1" } }
            b: { in: [text], out: [b], expr: { b: "2" } }
            c: { in: [text], out: [c], expr: { c: "3" } }
          """);
      bed.engine(
              "engine",
              Map.of("madcloud.http.port", "" + http.port(), "madcloud.metrics.max.ops", "1"))
          .awaitRunning();
      bed.notify("p", "/o/start", Map.of("text", "some"));
      http.awaitMetric("madcloud_op_runs_seconds_count{op=\"/o/a\",outcome=\"done\"} 1");
      assertThat(http.get("/metrics").body())
          .contains("madcloud_op_runs_seconds_count{op=\"other\",outcome=\"done\"} 2")
          .doesNotContain("op=\"/o/b\"");
    }
  }

  @Test
  void are_ready_once_stores_are_restored_and_copies_of_those_of_others_are_near()
      throws Exception {
    Map<String, String> slowly =
        Map.of(
            "madcloud.http.port", "" + http.port(),
            "streams.num.standby.replicas", "1",
            "streams.acceptable.recovery.lag", "10",
            "streams.restore.consumer.max.poll.records", "1",
            "streams.restore.consumer.max.partition.fetch.bytes", "1");
    try (TestBed bed = TestBed.start(directory)) {
      bed.declare("{ fields: { text: string }, ops: { start: { out: [text] } } }");
      EngineProcess first = bed.engine("first");
      first.awaitRunning();
      int processes = 2_000;
      for (int number = 0; number < processes; number++) {
        bed.notify("p" + number, "/start", Map.of("text", "some"));
      }
      Oracle oracle = bed.oracle();
      Eventually.until(
          "all outcomes", () -> oracle.poll(Duration.ofMillis(100)).stopped() == processes);
      first.stop();
      EngineProcess second = bed.engine("second", slowly);
      Eventually.until("records to restore", () -> http.json("/health/ready").has("restoring"));
      JsonNode restoring = http.json("/health/ready");
      assertThat(restoring.path("status").asText()).isEqualTo("DOWN");
      assertThat(restoring.path("restoring").path("recordsLeft").asInt()).isPositive();
      assertThat(http.status("/health/live")).isEqualTo(200);
      second.awaitRunning();
      Eventually.until("an engine that is ready", () -> http.status("/health/ready") == 200);

      Map<String, String> standby = new HashMap<>(slowly);
      EngineHttp other = EngineHttp.atFreePort();
      standby.put("madcloud.http.port", "" + other.port());
      bed.engine("third", standby).awaitRunning();
      Eventually.until(
          "copies that are behind", () -> other.json("/health/ready").has("standbysBehind"));
      assertThat(other.status("/health/ready")).isEqualTo(503);
      Eventually.until("copies that are near", () -> other.status("/health/ready") == 200);
    }
  }

  @Test
  void say_which_address_is_taken() throws Exception {
    try (TestBed bed = TestBed.start(directory);
        ServerSocket taken = new ServerSocket(http.port(), 1, InetAddress.getLoopbackAddress())) {
      EngineProcess engine =
          bed.engine("engine", Map.of("madcloud.http.port", "" + taken.getLocalPort()));
      assertThat(engine.awaitExit()).isEqualTo(2);
      assertThat(engine.output())
          .contains("Expected to serve HTTP at 127.0.0.1:" + http.port())
          .contains("madcloud.http.port");
    }
  }

  private boolean isOpen(String host) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, http.port()), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
