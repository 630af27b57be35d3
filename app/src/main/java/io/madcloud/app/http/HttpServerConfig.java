package io.madcloud.app.http;

import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.yaml.Durations;
import io.madcloud.engine.yaml.YamlCursor;
import io.madcloud.engine.yaml.YamlDocument;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which calls become which requests, as a file says it.
 *
 * @param server as programs say it: {@code call: NAME}
 * @param url that the paths of requests are put behind
 * @param timeout of one request
 * @param connections requests at a time
 * @param retry statuses by which another attempt may help
 * @param headers of every request
 * @param properties of the op server, in place of those of the cluster
 * @param ops requests by the paths, or patterns of paths, of ops
 */
record HttpServerConfig(
    String server,
    URI url,
    Duration timeout,
    int connections,
    RetryStatuses retry,
    Map<String, String> headers,
    Map<String, String> properties,
    Map<String, RequestTemplate> ops) {

  private static final String WHAT = "the configuration of an HTTP server: a map";
  private static final List<String> KEYS =
      List.of("server", "url", "timeout", "connections", "retry", "headers", "properties", "ops");
  private static final List<String> OP_KEYS = List.of("method", "path", "headers", "body");
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int CONNECTIONS = 16;

  /**
   * Reads a file. What is wrong in it is added to {@code mistakes}; then the result is of no use.
   */
  static HttpServerConfig read(Path file, List<Mistake> mistakes) {
    YamlDocument document = YamlDocument.read(file);
    mistakes.addAll(document.mistakes());
    return document.root() == null ? null : read(document.cursor(mistakes));
  }

  private static HttpServerConfig read(YamlCursor root) {
    Map<String, YamlCursor> keys = root.entries(WHAT, KEYS);
    for (String needed : List.of("server", "url", "ops")) {
      if (!keys.containsKey(needed)) {
        root.mistake("Expected '%s', but there is none".formatted(needed));
      }
    }
    Map<String, String> headers = texts(keys.get("headers"), "header");
    Map<String, RequestTemplate> ops = new LinkedHashMap<>();
    if (keys.containsKey("ops")) {
      keys.get("ops")
          .entries("a map from paths of ops to requests")
          .forEach((op, request) -> ops.put(op, request(request, headers)));
    }
    return new HttpServerConfig(
        keys.containsKey("server") ? keys.get("server").text("the name of a server") : null,
        keys.containsKey("url") ? url(keys.get("url")) : null,
        keys.containsKey("timeout") ? duration(keys.get("timeout")) : TIMEOUT,
        keys.containsKey("connections") ? connections(keys.get("connections")) : CONNECTIONS,
        keys.containsKey("retry") ? RetryStatuses.read(keys.get("retry")) : RetryStatuses.USUAL,
        headers,
        texts(keys.get("properties"), "property"),
        ops);
  }

  private static URI url(YamlCursor cursor) {
    String text = cursor.text("an address such as http://prices:8080");
    try {
      URI url = text == null ? null : URI.create(text);
      if (url == null
          || (List.of("http", "https").contains(url.getScheme()) && url.getHost() != null)) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    cursor.expected("an address such as http://prices:8080");
    return null;
  }

  private static Duration duration(YamlCursor cursor) {
    Long ms = Durations.read(cursor);
    return ms == null ? TIMEOUT : Duration.ofMillis(ms);
  }

  private static int connections(YamlCursor cursor) {
    Long connections = cursor.integer("a number of connections, at least 1", 1);
    return connections == null ? CONNECTIONS : (int) Math.min(connections, 1_000);
  }

  private static RequestTemplate request(YamlCursor cursor, Map<String, String> common) {
    Map<String, YamlCursor> keys =
        cursor.entries("a request: a map of method, path, headers and body", OP_KEYS);
    String method = keys.containsKey("method") ? keys.get("method").oneOf(METHODS) : "POST";
    String path = keys.containsKey("path") ? keys.get("path").text("a path such as /prices") : "";
    if (path != null && !path.isEmpty() && !path.startsWith("/")) {
      keys.get("path").expected("a path that begins with /");
    }
    Map<String, String> headers = new LinkedHashMap<>(common);
    headers.putAll(texts(keys.get("headers"), "header"));
    Object body = keys.containsKey("body") ? keys.get("body").value() : null;
    return new RequestTemplate(method, path, headers, body);
  }

  private static Map<String, String> texts(YamlCursor cursor, String what) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (cursor != null) {
      cursor
          .entries("a map from the name of a %s to its value".formatted(what))
          .forEach((name, value) -> texts.put(name, value.literal("the value of a " + what)));
    }
    return texts;
  }
}
