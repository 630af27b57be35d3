package io.madcloud.app.program;

import io.madcloud.app.cli.Json;
import io.madcloud.engine.check.Warning;
import io.madcloud.engine.program.Mistake;
import java.util.Map;

/** What was found in programs, for programs. */
final class FindingJson {

  private FindingJson() {}

  static Map<String, Object> of(Mistake mistake) {
    return Json.object(
        "file", mistake.place().file(),
        "line", mistake.place().line() == 0 ? null : mistake.place().line(),
        "path", mistake.place().path(),
        "text", mistake.message());
  }

  static Map<String, Object> of(Warning warning) {
    return Json.object(
        "kind", warning.kind().text(),
        "file", warning.place().file(),
        "line", warning.place().line(),
        "path", warning.place().path(),
        "text", warning.text(),
        "copies", warning.copies());
  }
}
