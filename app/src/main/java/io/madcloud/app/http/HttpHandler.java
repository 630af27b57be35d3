package io.madcloud.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.madcloud.op.OpReply;
import io.madcloud.server.Handler;
import io.madcloud.server.ServerCall;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers calls of an op by requests: a JSON object is one message, an array of them are
 * alternatives, an empty answer is none. Thread-safe.
 */
final class HttpHandler implements Handler {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build()
          .readerFor(Object.class);

  private static final int SHOWN = 200;

  /** Gives values the types that an op's fields have. */
  @FunctionalInterface
  interface Typing {
    Object typed(String op, String local, Object plain);
  }

  private final HttpClient client;
  private final HttpServerConfig config;
  private final RequestTemplate template;
  private final Typing typing;

  HttpHandler(HttpClient client, HttpServerConfig config, RequestTemplate template, Typing typing) {
    this.client = client;
    this.config = config;
    this.template = template;
    this.typing = typing;
  }

  @Override
  public OpReply handle(ServerCall call) throws InterruptedException {
    HttpRequest request = template.request(config.url(), timeout(call), call);
    String what = request.method() + " " + request.uri();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return reply(call, what, response);
    } catch (IOException e) {
      return OpReply.failure("Expected an answer to %s, but %s".formatted(what, e));
    }
  }

  /** Nobody waits longer than the engine does. */
  private Duration timeout(ServerCall call) {
    if (call.deadline() == null) {
      return config.timeout();
    }
    Duration left = Duration.between(Instant.now(), call.deadline());
    Duration shorter = left.compareTo(config.timeout()) < 0 ? left : config.timeout();
    return shorter.toMillis() < 1 ? Duration.ofMillis(1) : shorter;
  }

  private OpReply reply(ServerCall call, String what, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status < 200 || status > 299) {
      String error =
          "Expected %s to succeed, but its status is %d: %s"
              .formatted(what, status, shown(response.body()));
      return config.retry().contain(status) ? OpReply.failure(error) : OpReply.finalFailure(error);
    }
    if (response.body().length == 0) {
      return OpReply.none();
    }
    try {
      return OpReply.of(messages(call.op(), JSON.readValue(response.body())));
    } catch (JsonProcessingException e) {
      return OpReply.finalFailure(
          "Expected JSON of %s, but: %s; it begins with %s"
              .formatted(what, e.getOriginalMessage(), shown(response.body())));
    } catch (IOException | IllegalArgumentException e) {
      return OpReply.finalFailure(
          "Expected messages of %s, but: %s".formatted(what, e.getMessage()));
    }
  }

  private List<Map<String, Object>> messages(String op, Object json) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (Object item : json instanceof List<?> list ? list : List.of(json)) {
      if (!(item instanceof Map<?, ?> object)) {
        throw new IllegalArgumentException(
            "Expected an object, or a list of objects, but found " + item);
      }
      Map<String, Object> message = new LinkedHashMap<>();
      object.forEach(
          (name, value) -> {
            if (value != null) {
              message.put(name.toString(), typing.typed(op, name.toString(), value));
            }
          });
      messages.add(message);
    }
    return messages;
  }

  private static String shown(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
  }
}
