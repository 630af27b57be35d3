package io.madcloud.app.program;

import io.madcloud.app.cli.Json;
import io.madcloud.app.program.ProgramChange.Outcome;
import io.madcloud.topology.EngineGroup.Member;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What commands print of a change of the program. */
record ChangeReport(Outcome outcome) {

  void print(PrintWriter out) {
    Difference difference = outcome.difference();
    boolean dry = outcome.revision() == null;
    difference.print(out);
    outcome
        .topics()
        .forEach(topic -> out.println((dry ? "Would create topic " : "Created topic ") + topic));
    if (difference.isEmpty()) {
      out.println(
          "Nothing to change"
              + (dry ? "." : ": revision " + outcome.revision() + " has all of it."));
    } else {
      out.println(
          (dry ? "Would declare: " : "Declared revision " + outcome.revision() + ": ")
              + summary(difference)
              + ".");
    }
    out.flush();
  }

  /**
   * @param engines null when nobody waited for them
   */
  Map<String, Object> json(List<Member> engines) {
    Map<String, Object> json =
        Json.object(
            "dryRun",
            outcome.revision() == null,
            "changed",
            !outcome.difference().isEmpty(),
            "revision",
            outcome.revision());
    json.putAll(outcome.difference().json());
    json.put("topics", outcome.topics());
    json.put("warnings", outcome.warnings().stream().map(WarningJson::of).toList());
    if (engines != null) {
      json.put("engines", engines.stream().map(ChangeReport::json).toList());
    }
    return json;
  }

  private static Map<String, Object> json(Member engine) {
    return Json.object("clientId", engine.clientId(), "host", engine.host());
  }

  private static String summary(Difference difference) {
    List<String> parts = new ArrayList<>();
    add(parts, difference.addedOps(), "op", "added");
    add(parts, difference.changedOps(), "op", "changed");
    add(parts, difference.removedOps(), "op", "removed");
    add(parts, difference.addedFields(), "field", "added");
    add(parts, difference.changedFields(), "field", "changed");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, List<String> paths, String what, String how) {
    if (!paths.isEmpty()) {
      parts.add(paths.size() + " " + what + (paths.size() == 1 ? " " : "s ") + how);
    }
  }
}
