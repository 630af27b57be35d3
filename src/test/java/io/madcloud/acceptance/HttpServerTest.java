package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.TestBed;
import io.madcloud.acceptance.oracle.Oracle;
import io.madcloud.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that speaks HTTP and knows nothing of Kafka answers the calls of an op. */
final class HttpServerTest {

  private static final String PROGRAM =
      """
      mount: /shop
      supervise: { attempts: 2, backoff: 10ms }
      fields: { item: string, price: double, until: timestamp, oops: map<string> }
      ops:
        order: { out: [item] }
        price: { in: [item], out: [price, until], call: prices, fail: oops }
      """;

  @TempDir private Path directory;

  @Test
  void a_rest_service_becomes_an_op_without_code() throws Exception {
    Queue<String> keys = new ConcurrentLinkedQueue<>();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/prices/",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          boolean known = exchange.getRequestURI().getPath().endsWith("/pen");
          byte[] answer =
              (known ? "{\"price\": 3, \"until\": \"2026-12-31T00:00:00Z\"}" : "out of stock")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 503, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    http.start();
    try (TestBed bed = TestBed.start(directory, "prices")) {
      bed.declare(PROGRAM);
      bed.engine("engine").awaitRunning();
      StringWriter printed = new StringWriter();
      Thread server = new Thread(() -> run(bed, http, printed), "http-server");
      server.start();
      bed.notify("p1", "/shop/order", Map.of("item", "pen"));
      bed.notify("p2", "/shop/order", Map.of("item", "ink"));
      Oracle oracle = bed.oracle();
      for (String process : new String[] {"p1", "p2"}) {
        Eventually.until(
            "an outcome of " + process,
            Duration.ofSeconds(60),
            () -> oracle.poll(Duration.ofMillis(50)).outcome(process) != null,
            printed::toString);
      }
      server.interrupt();
      server.join();

      assertThat(oracle.outcome("p1").fieldsets().get("0"))
          .containsEntry("/shop/price", 3.0)
          .containsKey("/shop/until");
      Map<?, ?> oops = (Map<?, ?>) oracle.outcome("p2").fieldsets().get("0").get("/shop/oops");
      assertThat(oops.get("attempts")).isEqualTo("2");
      assertThat(oops.get("error").toString()).contains("its status is 503: out of stock");
      assertThat(keys).hasSize(3);
      assertThat(keys.stream().distinct()).hasSize(2);
      assertThat(printed.toString()).contains("Calls to prices become requests to http://");
    } finally {
      http.stop(0);
    }
  }

  private void run(TestBed bed, HttpServer http, StringWriter printed) {
    try {
      Path config =
          Files.writeString(
              directory.resolve("http.yaml"),
              """
              server: prices
              url: http://127.0.0.1:%d
              ops:
                /shop/price: { method: GET, path: "/prices/{item}" }
              """
                  .formatted(http.getAddress().getPort()));
      PrintWriter out = new PrintWriter(printed, true);
      Main.commandLine()
          .setOut(out)
          .setErr(out)
          .execute(
              "http-server",
              "--config",
              config.toString(),
              "--bootstrap-server",
              bed.clients().get("bootstrap.servers").toString(),
              "--schema-registry",
              bed.clients().get("schema.registry.url").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
