package io.madcloud.acceptance.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * A way to the schema registry that a test shuts and opens; whoever else asks the registry is not
 * concerned. Where it is shut nobody listens.
 */
public final class RegistryDoor implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String registryUrl;
  private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private HttpServer server;

  /** An open door. */
  public RegistryDoor(String registryUrl) {
    this.registryUrl = registryUrl;
    open();
  }

  /** For {@code schema.registry.url}; the same whenever it is open. */
  public String url() {
    return "http://127.0.0.1:" + address.getPort();
  }

  public void open() {
    try {
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    address = server.getAddress();
    server.createContext("/", this::pass);
    server.start();
  }

  public void shut() {
    server.stop(0);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(registryUrl + exchange.getRequestURI()))
              .header("Content-Type", "application/vnd.schemaregistry.v1+json")
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    shut();
  }
}
