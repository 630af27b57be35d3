package io.madcloud.app.http;

import io.madcloud.app.cli.Json;
import io.madcloud.engine.program.Literals;
import io.madcloud.server.ServerCall;
import io.madcloud.server.UnexpectedInputException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request with places for inputs: {@code {NAME}} stands for the input of that local name. A text
 * that is such a place and nothing else becomes the value itself, a number or a list say.
 *
 * @param path behind the server's address
 * @param body what is sent as JSON; null for all inputs, or for nothing where the method has none
 */
record RequestTemplate(String method, String path, Map<String, String> headers, Object body) {

  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final List<String> WITHOUT_BODY = List.of("GET", "DELETE");

  /**
   * The request for a call.
   *
   * @throws UnexpectedInputException if it needs an input that the call does not have
   */
  HttpRequest request(URI url, Duration timeout, ServerCall call) {
    Map<String, Object> inputs = new TreeMap<>();
    call.inputs().values().forEach((name, value) -> inputs.put(name, Literals.plain(value)));
    String base = url.toString().replaceAll("/$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + filled(path, inputs, RequestTemplate::encoded)))
            .timeout(timeout)
            .header("Accept", "application/json")
            .header("Idempotency-Key", call.idempotencyKey());
    if (call.traceparent() != null) {
      request.header("traceparent", call.traceparent());
    }
    headers.forEach(
        (name, value) -> request.setHeader(name, filled(value, inputs, UnaryOperator.identity())));
    boolean hasBody = body != null || !WITHOUT_BODY.contains(method);
    if (!hasBody) {
      return request.method(method, BodyPublishers.noBody()).build();
    }
    String json = Json.line(body == null ? inputs : value(body, inputs));
    return request
        .setHeader("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(json))
        .build();
  }

  private static Object value(Object template, Map<String, Object> inputs) {
    if (template instanceof Map<?, ?> map) {
      Map<String, Object> filled = new LinkedHashMap<>();
      map.forEach((name, item) -> filled.put(name.toString(), value(item, inputs)));
      return filled;
    }
    if (template instanceof List<?> list) {
      return list.stream().map(item -> value(item, inputs)).toList();
    }
    if (template instanceof String text) {
      Matcher place = PLACE.matcher(text);
      return place.matches()
          ? input(place.group(1), inputs)
          : filled(text, inputs, UnaryOperator.identity());
    }
    return template;
  }

  private static String filled(
      String template, Map<String, Object> inputs, UnaryOperator<String> written) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> {
              Object value = input(place.group(1), inputs);
              String text = value instanceof String string ? string : Json.line(value);
              return Matcher.quoteReplacement(written.apply(text));
            });
  }

  private static Object input(String name, Map<String, Object> inputs) {
    if (!inputs.containsKey(name)) {
      throw new UnexpectedInputException(
          "Expected an input '%s' for the request, but the call has %s only"
              .formatted(name, inputs.keySet()));
    }
    return inputs.get(name);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
