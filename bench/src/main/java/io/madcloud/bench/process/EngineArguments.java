package io.madcloud.bench.process;

import io.madcloud.topology.MadcloudConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An engine's configuration on the command line of one that is none, so that both have the same.
 */
public final class EngineArguments {

  private EngineArguments() {}

  /** Reads {@code KEY=VALUE}; what has no equals sign is something else. */
  public static MadcloudConfig parse(String[] args) {
    Map<String, Object> properties = new HashMap<>();
    for (String arg : List.of(args)) {
      int equals = arg.indexOf('=');
      if (equals > 0) {
        properties.put(arg.substring(0, equals), arg.substring(equals + 1));
      }
    }
    return new MadcloudConfig(properties);
  }
}
