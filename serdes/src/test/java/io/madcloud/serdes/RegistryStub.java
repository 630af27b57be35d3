package io.madcloud.serdes;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;

/** Confluent's REST API on loopback, over a mock registry; records what it is asked. */
final class RegistryStub implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private record Answer(int status, ObjectNode body) {}

  final MockSchemaRegistry registry = MockSchemaRegistry.scope(UUID.randomUUID().toString());
  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** Answers by path, word by word. */
  final Map<String, String> given = new ConcurrentHashMap<>();

  volatile int failWith;
  volatile boolean htmlInstead;

  private final HttpServer server;

  RegistryStub() {
    this(0);
  }

  RegistryStub(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://" + server.getAddress().getHostString() + ":" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .ifPresent(authorizations::add);
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Answer answer = answer(exchange, request);
    String text = htmlInstead ? "<html>not here</html>" : answer.body().toString();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(htmlInstead ? 404 : answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer answer(HttpExchange exchange, String request) throws IOException {
    if (failWith != 0) {
      return error(failWith, failWith * 100 + 1, "as the test wants it");
    }
    String asGiven = given.get(exchange.getRequestURI().getRawPath());
    if (asGiven != null) {
      return new Answer(200, (ObjectNode) JSON.readTree(asGiven));
    }
    List<String> path = new ArrayList<>();
    for (String segment : exchange.getRequestURI().getRawPath().substring(1).split("/", -1)) {
      path.add(URLDecoder.decode(segment, StandardCharsets.UTF_8));
    }
    if (path.get(0).equals("schemas")) {
      return schema(Integer.parseInt(path.get(2)));
    }
    if (path.get(path.size() - 1).equals("latest")) {
      return latest(path.get(1));
    }
    Schema schema = new Schema.Parser().parse(JSON.readTree(request).get("schema").asText());
    if (path.size() == 3) {
      return new Answer(
          200, JSON.createObjectNode().put("id", registry.register(path.get(1), schema)));
    }
    return lookup(path.get(1), schema);
  }

  private Answer schema(int id) {
    return registry
        .schema(id)
        .map(s -> new Answer(200, JSON.createObjectNode().put("schema", s.toString())))
        .orElseGet(() -> error(404, 40403, "Schema not found"));
  }

  private Answer latest(String subject) {
    return registry
        .latest(subject)
        .map(
            v ->
                new Answer(
                    200,
                    JSON.createObjectNode()
                        .put("subject", subject)
                        .put("version", v.version())
                        .put("id", v.id())
                        .put("schema", v.schema().toString())))
        .orElseGet(() -> error(404, 40401, "Subject not found"));
  }

  private Answer lookup(String subject, Schema schema) {
    OptionalInt id = registry.idOf(subject, schema);
    return id.isPresent()
        ? new Answer(
            200,
            JSON.createObjectNode()
                .put("subject", subject)
                .put("version", 1)
                .put("id", id.getAsInt())
                .put("schema", schema.toString()))
        : error(404, 40403, "Schema not found");
  }

  private static Answer error(int status, int code, String message) {
    return new Answer(
        status, JSON.createObjectNode().put("error_code", code).put("message", message));
  }
}
