package io.madcloud.serdes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.madcloud.serdes.RegistrySettings.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the endpoints of a registry in turn, beginning with the one that answered last, and again
 * after a growing pause while none answers; gives up after the configured time.
 */
final class RegistryHttp {

  /** Waits between two rounds. */
  interface Pause {
    void ms(long ms) throws InterruptedException;
  }

  /** What an endpoint answered; the body is missing where it was no JSON. */
  record Answer(String from, int status, JsonNode body) {

    /** No such subject, version or schema. Another 404 is no registry's. */
    boolean isUnknown() {
      return status == 404 && UNKNOWN.contains(body.path("error_code").asInt());
    }

    String reason() {
      String message = body.path("message").asText("");
      return "status "
          + status
          + (body.has("error_code") ? ", error " + body.path("error_code").asInt() : "")
          + (message.isEmpty() ? "" : ": " + message);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final Set<Integer> UNKNOWN = Set.of(40401, 40402, 40403);
  private static final long FIRST_PAUSE_MS = 100;
  private static final long MAX_PAUSE_MS = 5_000;

  private final List<Endpoint> endpoints;
  private final Duration readTimeout;
  private final long retryTimeoutMs;
  private final Pause pause;
  private final HttpClient client;

  private volatile int preferred;

  RegistryHttp(RegistrySettings settings) {
    this(settings, Thread::sleep);
  }

  RegistryHttp(RegistrySettings settings, Pause pause) {
    this.endpoints = settings.endpoints();
    this.readTimeout = Duration.ofMillis(settings.readTimeoutMs());
    this.retryTimeoutMs = settings.retryTimeoutMs();
    this.pause = pause;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(settings.connectTimeoutMs()));
    if (!settings.ssl().isEmpty()) {
      builder.sslContext(RegistryTls.context(settings.ssl()));
    }
    this.client = builder.build();
  }

  Answer get(String path) {
    return ask("GET", path, "");
  }

  Answer post(String path, String body) {
    return ask("POST", path, body);
  }

  private Answer ask(String method, String path, String body) {
    long beganNanos = System.nanoTime();
    long pauseMs = FIRST_PAUSE_MS;
    for (int round = 1; ; round++) {
      StringBuilder failures = new StringBuilder();
      Answer answer = askEach(method, path, body, failures);
      if (answer != null) {
        return answer;
      }
      String trouble = "Expected the schema registry to answer, but " + failures;
      long spentMs = (System.nanoTime() - beganNanos) / 1_000_000;
      if (spentMs + pauseMs > retryTimeoutMs) {
        throw new RegistryException(
            trouble
                + "; asked for "
                + spentMs
                + " ms ("
                + SerdeKeys.URL
                + " says where, "
                + SerdeKeys.RETRY_TIMEOUT
                + " how long)");
      }
      if (round == 1) {
        LOG.warn("{}; asking again for {} ms", trouble, retryTimeoutMs);
      }
      sleep(pauseMs);
      pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
    }
  }

  /** The first answer; null if there was none, with the reasons. */
  private Answer askEach(String method, String path, String body, StringBuilder failures) {
    int first = preferred;
    for (int i = 0; i < endpoints.size(); i++) {
      int index = (first + i) % endpoints.size();
      Endpoint endpoint = endpoints.get(index);
      try {
        HttpResponse<byte[]> response =
            client.send(request(endpoint, method, path, body), BodyHandlers.ofByteArray());
        Answer answer = new Answer(endpoint + path, response.statusCode(), json(response.body()));
        if (answer.status() < 500 && answer.status() != 429) {
          preferred = index;
          return answer;
        }
        add(failures, endpoint, answer.reason());
      } catch (IOException e) {
        add(failures, endpoint, describe(e));
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    return null;
  }

  private HttpRequest request(Endpoint endpoint, String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + path))
            .timeout(readTimeout)
            .header("Accept", CONTENT_TYPE + ", application/json");
    endpoint.authorization().ifPresent(header -> request.header("Authorization", header));
    if (method.equals("POST")) {
      request.header("Content-Type", CONTENT_TYPE);
      return request.POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)).build();
    }
    return request.GET().build();
  }

  private void sleep(long ms) {
    try {
      pause.ms(ms);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RegistryException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RegistryException(
        "Expected the schema registry to answer, but the thread was interrupted", e);
  }

  private static JsonNode json(byte[] body) {
    try {
      JsonNode node = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static void add(StringBuilder failures, Endpoint endpoint, String reason) {
    failures.append(failures.isEmpty() ? "" : ", ").append(endpoint).append(": ").append(reason);
  }

  /** Several of the JDK's exceptions come without a message; then their name says it. */
  private static String describe(IOException e) {
    if (e instanceof ConnectException) {
      return e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException
          ? "there is no such host"
          : "it takes no connection";
    }
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
