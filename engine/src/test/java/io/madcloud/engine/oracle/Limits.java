package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;

/** What one process may grow to. */
record Limits(long fieldsets, long firings, long bytes) {
  static Limits read(JsonNode node) {
    return new Limits(
        node.path("fieldsets").asLong(1_000),
        node.path("firings").asLong(10_000),
        node.path("bytes").asLong(262_144));
  }

  /** The first limit that {@code process} passes, as a reason, or null. */
  String passedBy(ProcessState process, Program program) {
    if (process.live().size() > fieldsets) {
      return "limit-fieldsets";
    }
    if (process.firings > firings) {
      return "limit-firings";
    }
    return bytes(process, program) > bytes ? "limit-bytes" : null;
  }

  static long bytes(ProcessState process, Program program) {
    long sum = 0;
    for (Fieldset fieldset : process.live()) {
      for (String field : fieldset.contributions.keySet()) {
        sum += Values.bytes(fieldset.value(field, program));
      }
    }
    return sum;
  }
}
