package io.madcloud.app.scenario.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.program.Supervision;
import io.madcloud.engine.scenario.Scenario;
import io.madcloud.engine.scenario.ScenarioReader;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.YamlDocument;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a scenario will need is known before it is played. */
final class PlayedOpsTest {

  private static final ProgramCompiler COMPILER =
      ProgramCompiler.strict(new CelExpressions(), Map.of());

  private static Scenario scenario(String yaml) {
    return ScenarioReader.read(YamlDocument.parse("s.yaml", yaml), null).scenario();
  }

  @Test
  void the_servers_of_all_declarations_that_hold_are_known() {
    Scenario scenario =
        scenario(
            """
            program:
              fields: { a: long }
              ops: { begin: { out: [a] }, ask: { in: [a], call: first } }
            events:
              - { declare: { ops: { ask-too: { in: [a], call: second } } } }
              - { declare: { ops: { ask-wrongly: { in: [nothing], call: third } } } }
              - { remove: /ask }
              - { notify: /begin, process: p, fields: { a: 1 } }
            """);
    assertThat(PlayedOps.of(scenario, COMPILER).servers()).containsExactly("first", "second");
    assertThat(KafkaScenarios.obstacles(scenario)).isEmpty();
  }

  @Test
  void calls_are_answered_by_events_alone_and_wait_for_no_place() {
    Scenario scenario =
        scenario(
            """
            program:
              fields: { a: long }
              servers: { first: { in-flight: 1 } }
              ops: { begin: { out: [a] }, ask: { in: [a], call: first } }
            events: []
            """);
    Declaration written = ProgramReader.read(scenario.program(), Program.EMPTY).declaration();
    assertThat(written.servers()).hasSize(1);
    Declaration played = PlayedEngine.played(written);
    assertThat(played.servers()).isEmpty();
    assertThat(played.ops().get(1).supervision().timeoutMs()).isEqualTo(Supervision.NO_TIMEOUT);
  }

  @Test
  void limits_beyond_those_of_an_engine_on_kafka_are_an_obstacle() {
    String yaml = "{ program: { ops: {} }, limits: { bytes: 99999999 }, events: [] }";
    assertThat(KafkaScenarios.obstacles(scenario(yaml)))
        .singleElement()
        .satisfies(
            obstacle ->
                assertThat(obstacle.toString())
                    .startsWith("s.yaml: limits: Expected limits that an engine on Kafka takes")
                    .contains("madcloud.limit.bytes"));
  }
}
