package io.madcloud.engine.scenario;

import io.madcloud.engine.yaml.YamlDocument;
import java.util.List;
import java.util.Map;

/**
 * One event of a scenario. Field values are plain, as they are written; see {@code Literals} for
 * how they become engine values.
 */
public sealed interface ScenarioEvent {

  /**
   * A notification.
   *
   * @param fields by local name
   */
  record Notify(String op, String process, Map<String, Object> fields) implements ScenarioEvent {}

  /**
   * A reply to the op's oldest pending invocation.
   *
   * @param messages by local name, in order
   */
  record Reply(String op, String process, List<Map<String, Object>> messages)
      implements ScenarioEvent {}

  /** A failed attempt of the op's oldest pending invocation. */
  record Fail(String op, String process, String error) implements ScenarioEvent {}

  /**
   * A declaration, to be read against the program as it is then; it may be a wrong one.
   *
   * @param sources declared together
   */
  record Declare(List<YamlDocument> sources) implements ScenarioEvent {}

  /** The removal of an op, or of a folder with all below it. */
  record Remove(String path) implements ScenarioEvent {}

  /** An event that is brought to a datacenter. */
  record At(String datacenter, ScenarioEvent event) implements ScenarioEvent {}

  /** The end of a process. */
  record Cancel(String process) implements ScenarioEvent {}

  /**
   * Time that passes.
   *
   * @param durationMs in milliseconds
   */
  record Advance(long durationMs) implements ScenarioEvent {}
}
