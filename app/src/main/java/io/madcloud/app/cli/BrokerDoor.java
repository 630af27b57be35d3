package io.madcloud.app.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * Knocks at the brokers' addresses before Kafka's clients do: those try for a minute where nobody
 * listens, and do not say why.
 */
final class BrokerDoor {

  private static final int KNOCK_MS = 3_000;

  private BrokerDoor() {}

  /**
   * Returns when one of the addresses takes a connection.
   *
   * @param servers host:port, comma separated
   */
  static void requireOpen(String servers) {
    List<String> refusals = new ArrayList<>();
    IOException last = null;
    for (String server : servers.split(",", -1)) {
      if (server.isBlank()) {
        continue;
      }
      try (Socket socket = new Socket()) {
        socket.connect(address(server.strip()), KNOCK_MS);
        return;
      } catch (IOException e) {
        refusals.add(server.strip() + ": " + reason(e));
        last = e;
      }
    }
    if (last == null) {
      throw new InvalidInputException("Expected brokers as host:port, but found '" + servers + "'");
    }
    throw new UnreachableException(
        "Expected a Kafka broker, but at "
            + String.join(", at ", refusals)
            + "; 'bin/madcloud dev' starts one, --bootstrap-server names yours",
        last);
  }

  private static InetSocketAddress address(String server) throws UnknownHostException {
    String host = Utils.getHost(server);
    Integer port = Utils.getPort(server);
    if (host == null || port == null || port > 65535) {
      throw new InvalidInputException("Expected a broker as host:port, but found '" + server + "'");
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException("there is no such host");
    }
    return address;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
