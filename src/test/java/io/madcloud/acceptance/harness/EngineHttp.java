package io.madcloud.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What an engine answers at a port of this machine that was free. */
public final class EngineHttp {

  /** With the status 0 while nobody answers, or nobody to the end. */
  public record Answer(int status, String body) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  private EngineHttp(int port) {
    this.port = port;
  }

  /** Chooses a port; nobody listens there yet. */
  public static EngineHttp atFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new EngineHttp(socket.getLocalPort());
    }
  }

  public int port() {
    return port;
  }

  /** Where it answers. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public Answer get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  public int status(String path) {
    return get(path).status;
  }

  public JsonNode json(String path) {
    try {
      return new ObjectMapper().readTree(get(path).body);
    } catch (IOException e) {
      throw new AssertionError("Expected JSON, but " + e, e);
    }
  }

  public Answer send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Answer(0, "");
    } catch (InterruptedException e) {
      throw new AssertionError("Expected an answer, but " + e, e);
    }
  }

  /** Waits for a meter, whatever its labels and its value. */
  public void awaitMeter(String name) {
    Eventually.until("meter " + name, () -> get("/metrics").body.contains(name));
  }

  /** Waits for a line of the metrics. */
  public void awaitMetric(String line) {
    Eventually.until(
        "metrics to have " + line,
        () -> get("/metrics").body.lines().anyMatch(it -> it.equals(line)));
  }
}
