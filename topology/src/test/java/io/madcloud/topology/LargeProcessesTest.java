package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.ProcessState;
import io.madcloud.serdes.StateRecords;
import io.madcloud.wire.Call;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that do not fit into one record, of whatever kind. */
final class LargeProcessesTest {

  private static final String CHANGELOG = "madcloud-processes-changelog";
  private static final String SPLITTING =
      """
      fields: { items: list<long>, item: long, answer: string, note: string }
      ops:
        begin: { out: [items, note] }
        split: { in: [items], out: [item], each: "items", expr: { item: "it" } }
        ask: { in: [item], out: [answer], call: somebody }
      """;

  private TestEngine engine = TestEngine.running(SPLITTING);

  @AfterEach
  void close() {
    engine.close();
  }

  private void restart(String yaml) {
    engine.close();
    engine = TestEngine.of(yaml).with(MadcloudConfig.LIMIT_BYTES, 1L << 20).start();
  }

  private void split(String process, int into) {
    List<Long> items = LongStream.range(0, into).boxed().toList();
    engine.notify(process, "/begin", Map.of("items", items));
  }

  private ProcessState state(String process) {
    return engine.process(process).state();
  }

  @Test
  void three_hundred_fieldsets_spill_into_chunks_of_which_only_changed_ones_are_rewritten() {
    restart(SPLITTING);
    split("p", 300);
    assertThat(engine.calls("somebody")).hasSize(300);
    assertThat(StateRecords.chunks(state("p"))).isEqualTo(18);
    assertThat(engine.keys(MadcloudTopology.PROCESSES)).hasSize(19);
    JournalReplay.check(engine, "p");

    List<Call> calls = engine.calls("somebody");
    int written = engine.records(CHANGELOG).size();
    engine.answer(calls.get(150), Map.of("answer", "150"));
    assertThat(engine.records(CHANGELOG).subList(written, engine.records(CHANGELOG).size()))
        .as("head, chunk of the fieldset and of the invocation")
        .hasSizeBetween(2, 3);
    JournalReplay.check(engine, "p");

    for (int n = 0; n < 300; n++) {
      if (n != 150) {
        engine.answer(calls.get(n), Map.of("answer", "" + n));
      }
    }
    JournalReplay.check(engine, "p");
    assertThat(engine.outcomes("p").get(0).getFieldsets()).hasSize(300);
    assertThat(engine.keys(MadcloudTopology.PROCESSES)).isEmpty();
    assertThat(engine.stopped()).containsExactly("p");
    assertThat(engine.deadLetters()).isEmpty();
  }

  @Test
  void a_state_of_more_than_one_part_is_read_back_and_leaves_nothing_behind() {
    restart(SPLITTING);
    String note = "ä".repeat(400_000);
    engine.notify("p", "/begin", Map.of("items", List.of(1L, 2L), "note", note));
    assertThat(engine.keys(MadcloudTopology.PROCESSES)).isEmpty();

    restart(SPLITTING);
    String shorter = "ä".repeat(300_000);
    engine.notify("p", "/begin", Map.of("items", List.of(1L), "note", shorter));
    assertThat(engine.keys(MadcloudTopology.PROCESSES)).hasSize(3);
    JournalReplay.check(engine, "p");
    engine.answer(engine.call("somebody"), Map.of("answer", "yes"));
    JournalReplay.check(engine, "p");
    assertThat(engine.keys(MadcloudTopology.PROCESSES)).isEmpty();
  }

  @Test
  void ids_of_all_kinds_are_kept_apart() {
    List<String> ids =
        List.of("a", "aa", "aaa", " ", "\0", "\0\0", "0", "ä", "𝄞", "𝄞a", "a|0", "a\0\0\0\0");
    for (int n = 0; n < ids.size(); n++) {
      split(ids.get(n), 70 + n);
    }
    assertThat(new TreeSet<>(engine.running())).isEqualTo(new TreeSet<>(ids));
    for (Call call : engine.calls("somebody")) {
      engine.answer(call, Map.of("answer", call.getProcess() + call.getInvocation()));
    }
    for (int n = 0; n < ids.size(); n++) {
      JournalReplay.check(engine, ids.get(n));
      assertThat(engine.outcomes(ids.get(n)).get(0).getFieldsets()).hasSize(70 + n);
    }
    assertThat(engine.keys(MadcloudTopology.PROCESSES)).isEmpty();
    assertThat(new TreeSet<>(engine.stopped())).isEqualTo(new TreeSet<>(ids));
  }

  @Test
  void a_turn_of_many_changes_is_written_in_parts() {
    restart(
        """
        fields: { items: list<long>, item: long, text: string }
        ops:
          begin: { out: [items] }
          split: { in: [items], out: [item], each: "items", expr: { item: "it" } }
          tell: { in: [item], out: [text], expr: { text: "string(item) + '%s'" } }
        """
            .formatted("語".repeat(3_000)));
    split("p", 100);

    List<Turn> parts = engine.journal("p");
    assertThat(parts.size()).isGreaterThan(1);
    assertThat(parts).extracting(Turn::getTurn).containsOnly(1L);
    for (int part = 0; part < parts.size(); part++) {
      assertThat(parts.get(part).getPart()).isEqualTo(part);
      assertThat(parts.get(part).getLast()).isEqualTo(part == parts.size() - 1);
    }
    assertThat(engine.records(TestEngine.TOPICS.journal()))
        .allMatch(record -> record.value().length < MadcloudConfig.MAX_RECORD_BYTES / 4);
    JournalReplay.check(engine, "p");
  }

  @Test
  void a_large_cause_and_large_changes_are_no_record_together() {
    restart(
        """
        fields: { items: list<boolean>, copy: list<boolean>, again: list<boolean> }
        ops:
          begin: { out: [items] }
          copy: { in: [items], out: [copy], expr: { copy: "items" } }
        """);
    List<Boolean> items = new ArrayList<>();
    for (int n = 0; n < 500_000; n++) {
      items.add(n % 3 == 0);
    }
    engine.notify("p", "/begin", Map.of("items", items));
    assertThat(engine.records(TestEngine.TOPICS.journal()))
        .hasSizeGreaterThan(1)
        .allMatch(record -> record.value().length < MadcloudConfig.MAX_RECORD_BYTES / 2);
    JournalReplay.check(engine, "p");
  }

  @Test
  void an_outcome_beyond_the_size_of_a_record_is_cut_and_says_so() {
    restart(
        """
        fields: { items: list<long>, item: long, empty: list<string> }
        ops:
          begin: { out: [items, empty] }
          split: { in: [items], out: [item], each: "items", expr: { item: "it" } }
        """);
    List<Long> items = LongStream.range(0, 100).boxed().toList();
    List<String> empty = Collections.nCopies(10_000, "");
    engine.notify("p", "/begin", Map.of("items", items, "empty", empty));

    Outcome outcome = engine.outcomes("p").get(0);
    assertThat(outcome.getTruncated()).isTrue();
    assertThat(outcome.getFieldsets().size()).isBetween(10, 99);
    assertThat(engine.records(TestEngine.TOPICS.outcomes()).get(0).value().length)
        .isLessThan(MadcloudConfig.MAX_RECORD_BYTES);
    JournalReplay.check(engine, "p");
  }

  @Test
  void records_are_split_and_put_together_again() {
    Map<Bytes, byte[]> stored = new HashMap<>();
    LargeRecords.Access store =
        new LargeRecords.Access() {
          @Override
          public byte[] get(Bytes key) {
            return stored.get(key);
          }

          @Override
          public void put(Bytes key, byte[] value) {
            if (value == null) {
              stored.remove(key);
            } else {
              stored.put(key, value);
            }
          }
        };
    Bytes key = ProcessKeys.head("p");
    int[] sizes = {5, 3, 1, 4, 0, 2, 0};
    for (int parts : sizes) {
      byte[] record = new byte[parts * LargeRecords.PART_BYTES + 7];
      record[record.length - 1] = (byte) parts;
      LargeRecords.write(store, key, record, true);
      assertThat(LargeRecords.read(store, key)).isEqualTo(record);
      assertThat(stored).hasSize(parts == 0 ? 1 : parts + 2);
      assertThat(stored.values()).allMatch(part -> part.length <= LargeRecords.PART_BYTES);
    }
    LargeRecords.delete(store, key);
    assertThat(stored).isEmpty();
  }
}
