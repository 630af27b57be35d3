import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The insurer Cedar: a service that speaks HTTP and JSON, and has never heard of Madcloud. */
public final class Cedar {

  private static final int PORT = 8090;

  private Cedar() {}

  public static void main(String[] args) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", PORT), 0);
    server.createContext("/offers", Cedar::offer);
    server.start();
    System.out.println("Cedar listens at http://127.0.0.1:" + PORT);
  }

  private static void offer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] offer = "{\"insurer\": \"Cedar\", \"price\": 390}".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, offer.length);
      exchange.getResponseBody().write(offer);
    }
  }
}
