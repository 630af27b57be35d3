package io.madcloud.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.madcloud.engine.program.Mistake;
import io.madcloud.op.OpReply;
import io.madcloud.server.Inputs;
import io.madcloud.server.ServerCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls become requests to a real server, and its answers replies. */
final class HttpHandlerTest {

  @TempDir private Path directory;

  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer http;
  private volatile int status = 200;
  private volatile String answer = "{}";
  private volatile String request;
  private volatile String sent;
  private volatile String key;
  private volatile boolean silent;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.start();
  }

  @AfterEach
  void stop() {
    release.countDown();
    http.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (silent) {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private HttpServerConfig config(String op) throws IOException {
    List<Mistake> mistakes = new ArrayList<>();
    HttpServerConfig config =
        HttpServerConfig.read(
            Files.writeString(
                directory.resolve("http.yaml"),
                """
                server: prices
                url: http://%s:%d/
                timeout: 300ms
                ops:
                  /shop/price: %s
                """
                    .formatted(
                        http.getAddress().getAddress().getHostAddress(),
                        http.getAddress().getPort(),
                        op)),
            mistakes);
    assertThat(mistakes).isEmpty();
    return config;
  }

  private OpReply reply(String op) throws Exception {
    HttpServerConfig config = config(op);
    HttpHandler handler =
        new HttpHandler(
            HttpClient.newHttpClient(),
            config,
            config.ops().get("/shop/price"),
            (path, local, plain) -> local.equals("at") ? Instant.parse((String) plain) : plain);
    Map<String, Object> inputs = Map.of("item", "a pen/é", "amount", 2L, "tags", List.of("x"));
    return handler.handle(
        new ServerCall("/shop/price", null, "p1", 1, 1, null, "key-1", null, new Inputs(inputs)));
  }

  @Test
  void inputs_go_into_the_path_encoded() throws Exception {
    answer = "{\"price\": 3, \"ratio\": 1.5, \"none\": null, \"at\": \"2026-01-31T12:00:00Z\"}";
    assertThat(reply("{ method: GET, path: '/prices/{item}?amount={amount}' }"))
        .isEqualTo(
            OpReply.of(
                Map.of("price", 3L, "ratio", 1.5, "at", Instant.parse("2026-01-31T12:00:00Z"))));
    assertThat(request).isEqualTo("GET /prices/a%20pen%2F%C3%A9?amount=2");
    assertThat(sent).isEmpty();
    assertThat(key).isEqualTo("key-1");
  }

  @Test
  void all_inputs_are_sent_unless_the_body_says_otherwise() throws Exception {
    reply("{ path: /all }");
    assertThat(request).isEqualTo("POST /all");
    assertThat(sent).isEqualTo("{\"amount\":2,\"item\":\"a pen/é\",\"tags\":[\"x\"]}");
    reply(
        "{ method: PUT, path: /some, body: { n: '{amount}', t: ['{tags}', 1], s: '{amount} of"
            + " {item}' } }");
    assertThat(request).isEqualTo("PUT /some");
    assertThat(sent).isEqualTo("{\"n\":2,\"t\":[[\"x\"],1],\"s\":\"2 of a pen/é\"}");
  }

  @Test
  void a_list_offers_alternatives_and_nothing_is_nothing() throws Exception {
    answer = "[{\"price\": 1}, {\"price\": 2}]";
    assertThat(reply("{}"))
        .isEqualTo(OpReply.of(List.of(Map.of("price", 1L), Map.of("price", 2L))));
    answer = "";
    status = 204;
    assertThat(reply("{}")).isEqualTo(OpReply.none());
  }

  @ParameterizedTest
  @CsvSource({"400, false", "404, false", "408, true", "429, true", "500, true", "503, true"})
  void a_status_is_a_failure_of_its_kind(int code, boolean retryable) throws Exception {
    status = code;
    answer = "no\n such   item";
    OpReply.Failure failure = (OpReply.Failure) reply("{ path: /x }");
    assertThat(failure.retryable()).isEqualTo(retryable);
    assertThat(failure.error())
        .startsWith("Expected POST http://")
        .endsWith("/x to succeed, but its status is " + code + ": no such item");
  }

  @Test
  void no_answer_in_time_and_no_server_are_failed_attempts() throws Exception {
    silent = true;
    assertThat(((OpReply.Failure) reply("{}")).retryable()).isTrue();
    release.countDown();
    http.stop(0);
    OpReply.Failure gone = (OpReply.Failure) reply("{}");
    assertThat(gone.retryable()).isTrue();
    assertThat(gone.error()).startsWith("Expected an answer to POST http://");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"<html> | Expected JSON of POST", "17 | Expected messages of POST"})
  void what_is_no_message_is_a_failure_for_good(String body, String error) throws Exception {
    answer = body;
    OpReply.Failure failure = (OpReply.Failure) reply("{}");
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.error()).startsWith(error);
  }

  @Test
  void mistakes_are_told_all_at_once_with_their_places() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("wrong.yaml"),
            """
            servr: prices
            url: prices:8080
            timeout: soon
            connections: 0
            retry: [5xx, 999]
            ops:
              /a: { method: FETCH, path: a, boddy: {} }
            """);
    List<Mistake> mistakes = new ArrayList<>();
    HttpServerConfig.read(file, mistakes);
    assertThat(mistakes).extracting(mistake -> mistake.place().line()).contains(1, 2, 3, 4, 5, 7);
    assertThat(mistakes.toString())
        .contains("did you mean 'server'?", "an address such as http://prices:8080")
        .contains("one of GET, POST, PUT, PATCH, DELETE", "a path that begins with /");
  }
}
