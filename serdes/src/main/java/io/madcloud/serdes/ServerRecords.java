package io.madcloud.serdes;

import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.ServerSpec;
import io.madcloud.wire.ServerDeclared;
import java.util.List;

/** Declared servers between the engine and the wire. */
final class ServerRecords {

  private ServerRecords() {}

  static ServerDeclared toWire(ServerSpec server) {
    return new ServerDeclared(
        server.name(), server.inFlight(), FieldRecords.source(server.place()));
  }

  static ServerSpec fromWire(ServerDeclared server, List<Mistake> mistakes) {
    Place place = FieldRecords.place(server.getSource(), "servers." + server.getServer());
    if (!WireNames.isExternal(server.getServer())) {
      mistakes.add(
          new Mistake(place, "Expected the name of a server, but found " + server.getServer()));
    }
    if (server.getInFlight() != null && server.getInFlight() < 1) {
      mistakes.add(
          new Mistake(
              place, "Expected at least 1 call in flight, but found " + server.getInFlight()));
    }
    return new ServerSpec(server.getServer(), server.getInFlight(), place);
  }
}
