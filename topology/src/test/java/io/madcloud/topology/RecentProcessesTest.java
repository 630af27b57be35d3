package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.Process;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RecentProcessesTest {

  private TestEngine engine;

  @BeforeEach
  void start() {
    engine =
        TestEngine.running(
            """
            fields: { text: string, answer: string }
            ops:
              begin: { out: [text] }
              ask: { in: [text], out: [answer], call: somebody }
            """);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** A process whose values take a little more than so many bytes. */
  private Process process(String id, int bytes) {
    engine.notify(id, "/begin", Map.of("text", "x".repeat(bytes / 3)));
    return engine.process(id);
  }

  @Test
  void the_one_used_least_recently_goes_first() {
    RecentProcesses recent = new RecentProcesses(30_000);
    Process a = process("a", 9_000);
    Process b = process("b", 9_000);
    recent.put(a);
    recent.put(b);
    assertThat(recent.find("a")).isSameAs(a);

    recent.put(process("c", 15_000));

    assertThat(recent.find("b")).isNull();
    assertThat(recent.find("a")).isSameAs(a);
    assertThat(recent.find("c")).isNotNull();
  }

  @Test
  void a_later_version_takes_the_place_and_the_room_of_an_earlier_one() {
    RecentProcesses recent = new RecentProcesses(30_000);
    Process a = process("a", 9_000);
    recent.put(process("b", 9_000));
    for (int time = 0; time < 10; time++) {
      recent.put(a);
    }
    engine.answer(engine.calls("somebody").get(0), Map.of("answer", "yes"));
    Process later = engine.process("a");
    recent.put(later);

    assertThat(recent.find("a")).isSameAs(later);
    assertThat(recent.find("b")).isNotNull();
  }

  @Test
  void what_is_too_large_is_not_kept_and_removes_nothing_but_its_earlier_version() {
    RecentProcesses recent = new RecentProcesses(30_000);
    recent.put(process("a", 9_000));
    recent.put(process("b", 60_000));
    assertThat(recent.find("a")).isNotNull();
    assertThat(recent.find("b")).isNull();
    recent.remove("a");
    assertThat(recent.find("a")).isNull();
  }
}
