package io.madcloud.app.process;

import io.madcloud.app.cli.Json;
import io.madcloud.wire.ExplainedFieldset;
import io.madcloud.wire.ExplainedOp;
import io.madcloud.wire.ExplainedSource;
import io.madcloud.wire.Obstacle;
import io.madcloud.wire.ObstacleKind;
import java.time.Instant;
import java.util.Map;

/** Why an op can or cannot happen, for programs. */
record WhyJson(TurnTimes times) {

  Map<String, Object> of(String process, ExplainedOp why) {
    return Json.object(
        "process", process,
        "op", why.getOp(),
        "status", Texts.word(why.getStatus()),
        "turn", why.getTurn(),
        "programRevision", why.getProgramRevision(),
        "paused", why.getPaused(),
        "droppedFolder", why.getDroppedFolder(),
        "fieldsets", why.getFieldsets().stream().map(this::of).toList(),
        "fieldsetsLeft", why.getFieldsetsLeft(),
        "closed", why.getClosed());
  }

  private Map<String, Object> of(ExplainedFieldset fieldset) {
    return Json.object(
        "id", fieldset.getId(),
        "obstacles", fieldset.getObstacles().stream().map(this::of).toList());
  }

  private Map<String, Object> of(Obstacle it) {
    Map<String, Object> json = Json.object("kind", Texts.word(it.getKind()));
    put(json, "field", it.getField());
    put(json, "invocation", it.getInvocation());
    put(json, "op", it.getOp());
    put(json, "condition", it.getCondition());
    put(json, "error", it.getError());
    if (it.getKind() == ObstacleKind.AWAITED) {
      put(json, "since", time(times.invoked(it.getInvocation())));
      put(json, "server", it.getServer());
      json.put("attempt", it.getFailedRuns() + 1);
      json.put("attempts", it.getAttempts());
      json.put("between", it.getBetween());
      put(json, "due", it.getDueMs() == null ? null : time(Instant.ofEpochMilli(it.getDueMs())));
    } else if (it.getInvocation() != null) {
      put(json, "at", time(times.answered(it.getInvocation())));
    } else if (it.getKind() == ObstacleKind.MISSING || it.getKind() == ObstacleKind.STALE) {
      json.put("sources", it.getSources().stream().map(WhyJson::of).toList());
      json.put("sourcesLeft", it.getSourcesLeft());
    }
    return json;
  }

  private static Map<String, Object> of(ExplainedSource source) {
    Map<String, Object> json = Json.object("op", source.getOp(), "paused", source.getPaused());
    put(json, "obstacle", source.getObstacle() == null ? null : Texts.word(source.getObstacle()));
    put(json, "field", source.getField());
    put(json, "invocation", source.getInvocation());
    return json;
  }

  private static String time(Instant time) {
    return time == null ? null : Texts.time(time);
  }

  private static void put(Map<String, Object> json, String name, Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
