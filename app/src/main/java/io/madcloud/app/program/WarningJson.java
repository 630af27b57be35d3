package io.madcloud.app.program;

import io.madcloud.app.cli.Json;
import io.madcloud.engine.check.Warning;
import java.util.Map;

/** Warnings about programs for programs. */
final class WarningJson {

  private WarningJson() {}

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
