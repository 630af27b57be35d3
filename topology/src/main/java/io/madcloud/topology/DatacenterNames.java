package io.madcloud.topology;

import io.madcloud.engine.Datacenters;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** The names of datacenters as they are configured. */
final class DatacenterNames {

  /** They are segments of topic names, and of the ids of fieldsets. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  /** MirrorMaker takes a topic whose first segment is its target for one that came from there. */
  private static final String RESERVED = "madcloud";

  private DatacenterNames() {}

  /**
   * The datacenters.
   *
   * @param here empty where there are none
   * @throws ConfigException if they are none
   */
  static Datacenters of(String here, List<String> names) {
    if (here.isEmpty() && names.isEmpty()) {
      return Datacenters.NONE;
    }
    for (String name : names) {
      if (!NAME.matcher(name).matches() || name.equals(RESERVED)) {
        throw new ConfigException(
            "Expected names of letters, digits, '_' and '-', and none of them '%s', in %s, but found '%s'"
                .formatted(RESERVED, MadcloudConfig.DATACENTERS, name));
      }
    }
    if (new HashSet<>(names).size() < Math.max(2, names.size())) {
      throw new ConfigException(
          "Expected two datacenters or more, each once, in %s, but found %s"
              .formatted(MadcloudConfig.DATACENTERS, names));
    }
    if (!names.contains(here)) {
      throw new ConfigException(
          "Expected in %s one of %s, as %s says, but found '%s'"
              .formatted(MadcloudConfig.DATACENTER, names, MadcloudConfig.DATACENTERS, here));
    }
    return Datacenters.of(here, names);
  }
}
