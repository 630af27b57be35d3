package io.madcloud.app.operate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.madcloud.app.cli.Json;
import io.madcloud.topology.EngineHealth;
import io.madcloud.topology.EngineHealth.Restoration;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.MadcloudStreams;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigException;

/**
 * The HTTP endpoints of an engine: {@code /health/live}, {@code /health/ready}, {@code /metrics}
 * and {@code /info}. They answer before the engine has begun and until it has ended. Thread-safe.
 */
public final class Endpoints implements AutoCloseable {

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  /** Two requests at a time, and looking for meters. */
  private static final int THREADS = 3;

  /** An answer to a GET. */
  private record Answer(int status, String contentType, String body) {}

  private final MadcloudConfig config;
  private final EngineMeters meters;
  private final HttpServer server;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          THREADS,
          work -> {
            Thread thread = new Thread(work, "madcloud-http");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Function<HttpExchange, Answer>> paths = new TreeMap<>();

  private volatile MadcloudStreams engine;

  private Endpoints(MadcloudConfig config, EngineMeters meters, HttpServer server) {
    this.config = config;
    this.meters = meters;
    this.server = server;
    paths.put("/health/live", request -> health(true, EngineHealth::isLive));
    paths.put("/health/ready", request -> health(false, EngineHealth::isReady));
    paths.put("/metrics", this::metrics);
    paths.put("/info", request -> info());
  }

  /**
   * Begins to answer at the address that is configured.
   *
   * @throws ConfigException if that cannot be had
   */
  public static Endpoints start(MadcloudConfig config) {
    InetSocketAddress address =
        new InetSocketAddress(
            config.getString(MadcloudConfig.HTTP_HOST), config.getInt(MadcloudConfig.HTTP_PORT));
    try {
      HttpServer server = HttpServer.create(address, 0);
      EngineMeters meters = new EngineMeters(config.getInt(MadcloudConfig.METRICS_MAX_OPS));
      Endpoints endpoints = new Endpoints(config, meters, server);
      server.setExecutor(endpoints.threads);
      server.createContext("/", endpoints::answer);
      server.start();
      return endpoints;
    } catch (IOException e) {
      throw new ConfigException(
          "Expected to serve HTTP at %s:%d (%s, %s), but %s"
              .formatted(
                  address.getHostString(),
                  address.getPort(),
                  MadcloudConfig.HTTP_HOST,
                  MadcloudConfig.HTTP_PORT,
                  e.getMessage()));
    }
  }

  /** Where they are. */
  public String url() {
    InetSocketAddress address = server.getAddress();
    return "http://%s:%d".formatted(address.getHostString(), address.getPort());
  }

  /** Where the engine's own meters go. */
  public MeterRegistry meters() {
    return meters.registry();
  }

  /** There is an engine now; from now on it is spoken of. */
  public void show(MadcloudStreams started) {
    meters.show(started, threads);
    engine = started;
  }

  private void answer(HttpExchange request) throws IOException {
    try (request) {
      Answer answer = answerTo(request);
      byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
      request.getResponseHeaders().set("Content-Type", answer.contentType);
      boolean head = request.getRequestMethod().equals("HEAD");
      request.sendResponseHeaders(answer.status, head ? -1 : body.length);
      if (!head) {
        request.getResponseBody().write(body);
      }
    }
  }

  private Answer answerTo(HttpExchange request) {
    Function<HttpExchange, Answer> path = paths.get(request.getRequestURI().getPath());
    if (path == null) {
      return json(404, Json.object("expected", paths.keySet()));
    }
    return switch (request.getRequestMethod()) {
      case "GET", "HEAD" -> path.apply(request);
      default -> json(405, Json.object("expected", "GET"));
    };
  }

  /**
   * Whether the engine is well.
   *
   * @param before whether it is while it has yet to begin
   */
  private Answer health(boolean before, Predicate<EngineHealth> isWell) {
    MadcloudStreams now = engine;
    if (now == null) {
      return up(before, Json.object("state", "STARTING"));
    }
    EngineHealth health = now.health();
    Map<String, Object> body = Json.object("state", health.state().name());
    if (health.standbysBehind() > 0) {
      body.put("standbysBehind", health.standbysBehind());
    }
    Restoration restoration = health.restoration();
    if (restoration != null) {
      body.put(
          "restoring",
          Json.object(
              "changelogs", restoration.changelogs(),
              "recordsDone", restoration.done(),
              "recordsLeft", restoration.left(),
              "secondsLeft", restoration.estimateS() < 0 ? null : restoration.estimateS()));
    }
    return up(isWell.test(health), body);
  }

  private static Answer up(boolean is, Map<String, Object> how) {
    Map<String, Object> body = Json.object("status", is ? "UP" : "DOWN");
    body.putAll(how);
    return json(is ? 200 : 503, body);
  }

  private Answer metrics(HttpExchange request) {
    String accepted =
        String.join(",", request.getRequestHeaders().getOrDefault("Accept", List.of()));
    String type = accepted.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    return new Answer(200, type, meters.scrape(type));
  }

  private Answer info() {
    String version = Endpoints.class.getPackage().getImplementationVersion();
    Map<String, Object> body =
        Json.object(
            "name", "madcloud",
            "version", version,
            "applicationId", config.applicationId(),
            "datacenter", config.topics().datacenters().here(),
            "java", Runtime.version().toString());
    MadcloudStreams now = engine;
    if (now != null) {
      body.put(
          "program",
          Json.object(
              "revision", now.program().revision(),
              "ops", now.program().ops().size(),
              "fields", now.program().fieldCount()));
    }
    return json(200, body);
  }

  private static Answer json(int status, Map<String, Object> body) {
    return new Answer(status, JSON, Json.pretty(body) + "\n");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    meters.close();
  }
}
