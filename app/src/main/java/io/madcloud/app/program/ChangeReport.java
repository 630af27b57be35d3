package io.madcloud.app.program;

import io.madcloud.app.cli.Json;
import io.madcloud.app.program.ProgramChange.Outcome;
import io.madcloud.topology.EngineGroup.Member;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** What commands print of a change of the program. */
record ChangeReport(Outcome outcome) {

  void print(PrintWriter out) {
    DifferenceText difference = new DifferenceText(outcome.difference());
    boolean dry = outcome.revision() == null;
    difference.print(out);
    outcome
        .topics()
        .forEach(topic -> out.println((dry ? "Would create topic " : "Created topic ") + topic));
    if (outcome.difference().isEmpty()) {
      out.println(
          "Nothing to change"
              + (dry ? "." : ": revision " + outcome.revision() + " has all of it."));
    } else {
      out.println(
          (dry ? "Would declare: " : "Declared revision " + outcome.revision() + ": ")
              + difference.summary()
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
    json.putAll(new DifferenceText(outcome.difference()).json());
    json.put("topics", outcome.topics());
    json.put("warnings", outcome.warnings().stream().map(FindingJson::of).toList());
    if (engines != null) {
      json.put("engines", engines.stream().map(ChangeReport::json).toList());
    }
    return json;
  }

  private static Map<String, Object> json(Member engine) {
    return Json.object("clientId", engine.clientId(), "host", engine.host());
  }
}
