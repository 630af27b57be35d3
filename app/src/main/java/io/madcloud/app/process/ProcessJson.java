package io.madcloud.app.process;

import io.madcloud.app.cli.Json;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.InspectedFieldset;
import io.madcloud.wire.InspectedInvocation;
import io.madcloud.wire.InspectedProcess;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.OutcomeFieldset;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Processes and outcomes as JSON: the shape of scenario outcomes, with more in it. */
final class ProcessJson {

  private ProcessJson() {}

  static Map<String, Object> of(String id, InspectedProcess process) {
    return Json.object(
        "id", id,
        "status", Texts.word(process.getStatus()),
        "reason", process.getReason(),
        "revision", process.getRevision(),
        "op", process.getOp(),
        "incarnation", incarnation(process.getIncarnation()),
        "turn", process.getTurn(),
        "programRevision", process.getProgramRevision(),
        "fieldsets", process.getFieldsets().stream().map(ProcessJson::fieldset).toList(),
        "invocations", process.getInvocations().stream().map(ProcessJson::invocation).toList(),
        "pending", process.getPending(),
        "done", process.getDone(),
        "failed", process.getFailed(),
        "dropped", process.getDropped(),
        "waitsFor", process.getWaitsFor(),
        "sensitive", process.getSensitive(),
        "truncated", process.getTruncated());
  }

  private static Map<String, Object> fieldset(InspectedFieldset fieldset) {
    return Json.object(
        "id", fieldset.getId(),
        "parent", fieldset.getParent(),
        "closed", fieldset.getClosed(),
        "fields", fields(fieldset.getFields()),
        "stale", fieldset.getStale(),
        "awaited", fieldset.getAwaited());
  }

  private static Map<String, Object> invocation(InspectedInvocation invocation) {
    Long dueMs = invocation.getDueMs();
    return Json.object(
        "id", invocation.getInvocation(),
        "op", invocation.getOp(),
        "status", Texts.word(invocation.getStatus()),
        "fieldset", invocation.getFieldset(),
        "server", invocation.getServer(),
        "failedRuns", invocation.getFailedRuns(),
        "messages", invocation.getMessages(),
        "due", dueMs == null ? null : Texts.time(Instant.ofEpochMilli(dueMs)),
        "error", invocation.getError(),
        "waiting", invocation.getWaiting(),
        "datacenter", invocation.getDatacenter());
  }

  static Map<String, Object> of(Outcome outcome) {
    return Json.object(
        "id", outcome.getProcess(),
        "status", Texts.word(outcome.getStatus()),
        "reason", outcome.getReason(),
        "revision", outcome.getRevision(),
        "op", outcome.getOp(),
        "incarnation", incarnation(outcome.getIncarnation()),
        "turn", outcome.getTurn(),
        "programRevision", outcome.getProgramRevision(),
        "fieldsets", outcome.getFieldsets().stream().map(ProcessJson::fieldset).toList(),
        "done", outcome.getDone(),
        "failed", outcome.getFailed(),
        "dropped", outcome.getDropped(),
        "truncated", outcome.getTruncated());
  }

  private static Map<String, Object> fieldset(OutcomeFieldset fieldset) {
    return Json.object("id", fieldset.getId(), "fields", fields(fieldset.getFields()));
  }

  static Map<String, Object> incarnation(Incarnation incarnation) {
    return Json.object(
        "topic", incarnation.getTopic(),
        "partition", incarnation.getPartition(),
        "offset", incarnation.getOffset());
  }

  private static Map<String, Object> fields(Map<String, ?> wire) {
    Map<String, Object> fields = new TreeMap<>();
    wire.forEach((path, value) -> fields.put(path, Texts.plain(value)));
    return fields;
  }
}
