package io.madcloud.app.cluster.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry on HTTP. Serves from {@link #start} to {@link #close}; what it has answered is on
 * disk and there again after any end of the process.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int MAX_BODY_BYTES = 8 * 1024 * 1024;
  private static final int THREADS = 4;

  static {
    // The JDK's server writes head and body apart; without this each answer waits 40 ms for an ACK.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final ObjectMapper json = new ObjectMapper();
  private final Registry registry;
  private final Routes routes;
  private final HttpServer server;
  private final ExecutorService threads;

  private EmbeddedRegistry(Registry registry, HttpServer server) {
    this.registry = registry;
    this.routes = new Routes(registry);
    this.server = server;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "schema-registry");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Reads {@code file}, or begins it, and serves on {@code address}.
   *
   * @throws java.net.BindException if the port is taken
   * @throws IOException if {@code file} cannot be used or holds something else
   */
  public static EmbeddedRegistry start(InetSocketAddress address, Path file) throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    try {
      EmbeddedRegistry started = new EmbeddedRegistry(new Registry(file), server);
      server.setExecutor(started.threads);
      server.createContext("/", started::handle);
      server.start();
      return started;
    } catch (IOException e) {
      server.stop(0);
      throw e;
    }
  }

  /** Where it listens, with the port that was chosen if none was asked for. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    try {
      registry.close();
    } catch (IOException e) {
      LOG.warn("Expected to close the registry's log, but {}", e.toString());
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      Object answer;
      try {
        answer = answer(exchange);
      } catch (RegistryError e) {
        status = e.status();
        answer = error(e.code(), e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("Expected to answer {}, but failed", exchange.getRequestURI(), e);
        status = 500;
        answer = error(50001, "Error in the backend data store: " + e);
      }
      byte[] bytes = json.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Object answer(HttpExchange exchange) throws IOException {
    // The body is read in any case: a connection is used again only when nothing is left in it.
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw RegistryError.http(
          413, "Expected at most %d bytes, but got more".formatted(MAX_BODY_BYTES));
    }
    URI uri = exchange.getRequestURI();
    Routes.Match match = routes.match(exchange.getRequestMethod(), segments(uri.getRawPath()));
    return match.handler().apply(new Request(match.path(), query(uri.getRawQuery()), parse(body)));
  }

  private JsonNode parse(byte[] body) throws IOException {
    try {
      JsonNode node = body.length == 0 ? json.createObjectNode() : json.readTree(body);
      if (node.isObject()) {
        return node;
      }
      throw RegistryError.http(400, "Expected a JSON object, but got " + node.getNodeType());
    } catch (JsonProcessingException e) {
      throw RegistryError.http(400, "Expected a JSON object, but " + e.getOriginalMessage());
    }
  }

  private static Object error(int code, String message) {
    return Map.of("error_code", code, "message", message);
  }

  private static List<String> segments(String rawPath) {
    return Arrays.stream(rawPath.split("/"))
        .filter(segment -> !segment.isEmpty())
        .map(segment -> decode(segment.replace("+", "%2B")))
        .toList();
  }

  private static Map<String, String> query(String rawQuery) {
    Map<String, String> query = new HashMap<>();
    for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
      int equals = pair.indexOf('=');
      query.put(
          decode(equals < 0 ? pair : pair.substring(0, equals)),
          equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RegistryError.http(400, "Expected percent-encoding, but got '" + text + "'");
    }
  }
}
