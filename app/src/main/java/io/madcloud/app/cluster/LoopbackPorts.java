package io.madcloud.app.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Ports on 127.0.0.1; never on another interface, whatever the machine calls localhost. */
public final class LoopbackPorts {
  /** The one interface that anything of a development cluster listens on. */
  public static final String HOST = "127.0.0.1";

  private LoopbackPorts() {}

  /** 127.0.0.1 at {@code port}, without asking any name server. */
  static InetSocketAddress address(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), port);
    } catch (UnknownHostException e) {
      throw new AssertionError("Four bytes are an address", e);
    }
  }

  /**
   * Refuses a taken port before Kafka does: Kafka halts the JVM when its controller cannot bind.
   *
   * @throws PortTakenException if somebody listens on {@code port}
   */
  static void requireFree(int port, String option) {
    try (ServerSocket socket = bind(port)) {
      assert socket.isBound();
    } catch (BindException e) {
      throw new PortTakenException(port, option, e);
    } catch (IOException e) {
      throw new DevClusterException("Expected to try port " + port + ", but " + e, e);
    }
  }

  /** Different ports that are free now; all are held until the last is found. */
  public static List<Integer> free(int count) {
    List<ServerSocket> sockets = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(bind(0));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new DevClusterException("Expected a free port on 127.0.0.1, but there is none", e);
    } finally {
      for (ServerSocket socket : sockets) {
        closeQuietly(socket);
      }
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(address(port), 1);
      return socket;
    } catch (IOException e) {
      closeQuietly(socket);
      throw e;
    }
  }

  private static void closeQuietly(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing was sent or received; the port is free either way.
    }
  }
}
