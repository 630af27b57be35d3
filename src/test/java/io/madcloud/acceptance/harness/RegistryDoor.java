package io.madcloud.acceptance.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A way to the schema registry that a test shuts and opens; whoever else asks the registry is not
 * concerned. Where it is shut nobody listens.
 */
public final class RegistryDoor implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String registryUrl;
  private final SSLContext tls;
  private final String login;
  private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private HttpServer server;

  /** An open door. */
  public RegistryDoor(String registryUrl) {
    this(registryUrl, null, null);
  }

  /**
   * A door that opens for those alone who have a certificate and a login.
   *
   * @param tls says whose certificates; null for plain HTTP
   * @param login user:password; null for none
   */
  public RegistryDoor(String registryUrl, SSLContext tls, String login) {
    this.registryUrl = registryUrl;
    this.tls = tls;
    this.login = login;
    open();
  }

  /** For {@code schema.registry.url}; the same whenever it is open. */
  public String url() {
    return (tls == null ? "http" : "https") + "://127.0.0.1:" + address.getPort();
  }

  public void open() {
    try {
      server = tls == null ? HttpServer.create(address, 0) : guarded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    address = server.getAddress();
    server.createContext("/", this::pass);
    server.start();
  }

  private HttpServer guarded() throws IOException {
    HttpsServer guarded = HttpsServer.create(address, 0);
    guarded.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = tls.getDefaultSSLParameters();
            ssl.setNeedClientAuth(true);
            parameters.setSSLParameters(ssl);
          }
        });
    return guarded;
  }

  private boolean isKnown(HttpExchange exchange) {
    if (login == null) {
      return true;
    }
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  public void shut() {
    server.stop(0);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (!isKnown(exchange)) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
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
