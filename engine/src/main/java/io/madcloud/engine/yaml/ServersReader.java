package io.madcloud.engine.yaml;

import io.madcloud.engine.program.ServerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a program says of servers. */
final class ServersReader {

  static final String KEY = "servers";

  private static final String IN_FLIGHT = "in-flight";
  private static final String WHAT = "a map with " + IN_FLIGHT;
  private static final String EXPECTED = "a number of calls, at least 1, or 'none'";

  private ServersReader() {}

  /** The servers without mistakes. */
  static List<ServerSpec> read(YamlCursor servers) {
    List<ServerSpec> specs = new ArrayList<>();
    if (servers.isNothing()) {
      return specs;
    }
    servers
        .entries("a map of servers")
        .forEach(
            (name, server) -> {
              if (!Names.isExternal(name)) {
                server.mistake("Expected %s, but found '%s'".formatted(Names.EXTERNAL_WORDS, name));
              }
              Map<String, YamlCursor> keys = server.entries(WHAT, List.of(IN_FLIGHT));
              if (keys.containsKey(IN_FLIGHT)) {
                addLimit(name, server, keys.get(IN_FLIGHT), specs);
              } else if (server.node() instanceof YamlNode.Mapping) {
                server.mistake("Expected %s, but it is not there".formatted(IN_FLIGHT));
              }
            });
    return specs;
  }

  private static void addLimit(
      String name, YamlCursor server, YamlCursor inFlight, List<ServerSpec> specs) {
    if (inFlight.node() instanceof YamlNode.Scalar scalar && scalar.text().equals("none")) {
      specs.add(new ServerSpec(name, null, server.place()));
      return;
    }
    Long limit = inFlight.integer(EXPECTED, 1);
    if (limit != null) {
      int most = (int) Math.min(limit, Integer.MAX_VALUE);
      specs.add(new ServerSpec(name, most, server.place()));
    }
  }
}
