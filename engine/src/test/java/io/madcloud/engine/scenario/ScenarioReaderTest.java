package io.madcloud.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Limits;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioReaderTest {

  private static ReadScenario read(String text) {
    return ScenarioReader.read(YamlDocument.parse("s.yaml", text), null);
  }

  private static List<String> mistakes(ReadScenario read) {
    return read.mistakes().stream().map(Mistake::toString).collect(Collectors.toList());
  }

  @Test
  void readsEveryKindOfEvent() {
    ReadScenario read =
        read(
            """
            program: { fields: { x: long } }
            limits: { fieldsets: 2, bytes: 0 }
            events:
              - { notify: /start, process: p1, fields: { x: 1, l: [a, { b: 2.5 }], n: null } }
              - { notify: /start, process: p2 }
              - { reply: /call, process: p1, messages: [ { x: 1 }, {} ] }
              - { fail: /call, process: p1, error: boom }
              - { declare: { ops: { nonsense: 3 } } }
              - { remove: /sync }
              - { cancel: p1 }
              - { advance: 1.5s }
            """
                .replace("1.5s", "PT1.5S"));
    assertThat(mistakes(read)).isEmpty();
    Scenario scenario = read.scenario();
    assertThat(scenario.limits()).isEqualTo(new Limits(2, 10_000, 0));
    assertThat(scenario.program()).hasSize(1);
    List<ScenarioEvent> events = scenario.events();
    assertThat(events).hasSize(8);
    ScenarioEvent.Notify notify = (ScenarioEvent.Notify) events.get(0);
    assertThat(notify.fields())
        .containsEntry("x", 1L)
        .containsEntry("l", List.of("a", Map.of("b", 2.5)))
        .containsEntry("n", null);
    assertThat(events.get(1)).isEqualTo(new ScenarioEvent.Notify("/start", "p2", Map.of()));
    assertThat(events.get(2))
        .isEqualTo(new ScenarioEvent.Reply("/call", "p1", List.of(Map.of("x", 1L), Map.of())));
    assertThat(events.get(3)).isEqualTo(new ScenarioEvent.Fail("/call", "p1", "boom"));
    assertThat(((ScenarioEvent.Declare) events.get(4)).sources()).hasSize(1);
    assertThat(events.get(5)).isEqualTo(new ScenarioEvent.Remove("/sync"));
    assertThat(events.get(6)).isEqualTo(new ScenarioEvent.Cancel("p1"));
    assertThat(events.get(7)).isEqualTo(new ScenarioEvent.Advance(1_500));
  }

  @Test
  void readsProgramsFromFilesBesideTheScenario(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("a.yaml"), "fields: { x: long }");
    Path file = directory.resolve("s.yaml");
    Files.writeString(file, "program: [a.yaml, { fields: { y: long } }]\nevents: []\n");
    ReadScenario read = ScenarioReader.read(file);
    assertThat(mistakes(read)).isEmpty();
    assertThat(read.scenario().program())
        .extracting(YamlDocument::file)
        .containsExactly(directory.resolve("a.yaml").toString(), file.toString());
    assertThat(read.scenario().limits()).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThat(
            mistakes(
                read(
                    """
                    program: nowhere.yaml
                    limit: {}
                    limits: { firings: many, fieldset: 1 }
                    events:
                      - { notify: /a, process: 1, fields: [] }
                      - { reply: /a, messages: {} }
                      - { fail: /a, process: p, error: boom, field: {} }
                      - { notify: /a, cancel: p }
                      - { advance: soon }
                      - { process: p }
                      - remove
                      - { notify: /a, process: p, fields: { x: 1, x: 2 } }
                      - { cancel: p, error: boom }
                    """)))
        .containsExactly(
            "s.yaml:1: program: Expected a program at 'nowhere.yaml', but there is no such file",
            "s.yaml:2: limit: Expected one of program, datacenters, links, limits, events, but"
                + " found 'limit';"
                + " did you mean 'limits'?",
            "s.yaml:3: limits.firings: Expected a whole number, at least 0,"
                + " but found the string 'many'",
            "s.yaml:3: limits.fieldset: Expected one of fieldsets, firings, bytes,"
                + " but found 'fieldset'; did you mean 'fieldsets'?",
            "s.yaml:5: events[0].process: Expected a string, but found the number 1;"
                + " quote it: \"1\"",
            "s.yaml:5: events[0].fields: Expected a map from fields to values, but found a list",
            "s.yaml:6: events[1]: Expected 'process', but the event has none",
            "s.yaml:6: events[1].messages: Expected a list of messages, but found a map",
            "s.yaml:7: events[2].field: Expected one of notify, reply, fail, declare, remove,"
                + " cancel, advance, process, fields, at, messages, error, but found 'field';"
                + " did you mean 'fields'?",
            "s.yaml:7: events[2].field: Expected only fail, process, error, at in this event, but"
                + " found 'fields'",
            "s.yaml:8: events[3]: Expected exactly one of notify, reply, fail, declare, remove,"
                + " cancel, advance, but found notify and cancel",
            "s.yaml:9: events[4].advance: Expected a duration such as 500ms, 5s, 10m, 24h, 7d or"
                + " PT5S, but found the string 'soon'",
            "s.yaml:10: events[5]: Expected exactly one of notify, reply, fail, declare, remove,"
                + " cancel, advance, but found none",
            "s.yaml:11: events[6]: Expected an event: a map, but found the string 'remove'",
            "s.yaml:12: events[7].fields.x: Expected each key once, but 'x' stands at line 12"
                + " already",
            "s.yaml:13: events[8].error: Expected only cancel, at in this event, but found"
                + " 'error'");
  }

  @Test
  void saysWhatAScenarioMustHave() {
    assertThat(mistakes(read("limits: {}")))
        .containsExactly(
            "s.yaml:1: program: Expected 'program', but the scenario has none",
            "s.yaml:1: events: Expected 'events', but the scenario has none");
  }

  @Test
  void saysThatAFileCannotBeRead(@TempDir Path directory) throws IOException {
    Path latin1 = directory.resolve("latin1.yaml");
    Files.write(latin1, new byte[] {'a', ':', ' ', (byte) 0xe9});
    assertThat(mistakes(ScenarioReader.read(latin1)))
        .containsExactly(latin1 + ":1: Expected a text in UTF-8, but it is none");
    Path nowhere = directory.resolve("nowhere.yaml");
    assertThat(mistakes(ScenarioReader.read(nowhere)))
        .containsExactly(nowhere + ": Expected a YAML file, but there is none");
  }
}
