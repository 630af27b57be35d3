package io.madcloud.acceptance.oracle;

import static io.madcloud.acceptance.oracle.SampleRecords.fieldset;
import static io.madcloud.acceptance.oracle.SampleRecords.ledger;
import static io.madcloud.acceptance.oracle.SampleRecords.outcome;
import static io.madcloud.acceptance.oracle.SampleRecords.sound;
import static io.madcloud.acceptance.oracle.SampleRecords.soundLater;
import static io.madcloud.acceptance.oracle.SampleRecords.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.wire.Closed;
import io.madcloud.wire.Closing;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.Forked;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.MapEntry;
import io.madcloud.wire.MapValue;
import io.madcloud.wire.OutcomeFieldset;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Shown;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle finds nothing where all is well, and finds whatever is wrong. */
final class LedgerTest {
  private static final int OUTCOME = 3;

  @Test
  void sound_records_give_no_findings() {
    Ledger ledger = ledger(sound());
    assertThat(ledger.findings(Set.of("p"))).isEmpty();
    assertThat(ledger.stopped()).isEqualTo(1);
    assertThat(ledger.of("p").folded().ops()).containsExactly("/o/ask");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, OUTCOME})
  void a_dropped_record_is_found(int index) {
    List<SpecificRecordBase> records = new ArrayList<>(sound());
    records.remove(index);
    assertThat(findings(records)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, OUTCOME})
  void a_doubled_record_is_found(int index) {
    List<SpecificRecordBase> records = new ArrayList<>(sound());
    records.add(index, records.get(index));
    assertThat(findings(records)).isNotEmpty();
  }

  @Test
  void two_records_in_the_wrong_order_are_found() {
    List<SpecificRecordBase> records = new ArrayList<>(sound());
    records.add(0, records.remove(1));
    assertThat(findings(records)).isNotEmpty();
  }

  @Test
  void an_altered_value_of_an_outcome_is_found() {
    assertThat(findings(with(OUTCOME, outcome(1, fieldset("0.1", 5), fieldset("0.2", 7)))))
        .singleElement()
        .asString()
        .contains("/o/price=7");
  }

  @Test
  void a_missing_fieldset_is_found() {
    assertThat(findings(with(OUTCOME, outcome(1, fieldset("0.1", 5))))).hasSize(1);
  }

  @Test
  void fieldsets_in_another_order_are_found() {
    assertThat(findings(with(OUTCOME, outcome(1, fieldset("0.2", 6), fieldset("0.1", 5)))))
        .hasSize(1);
  }

  @Test
  void another_revision_is_found() {
    assertThat(findings(with(OUTCOME, outcome(2, fieldset("0.1", 5), fieldset("0.2", 6)))))
        .hasSize(2);
  }

  @Test
  void another_number_of_invocations_is_found() {
    var altered = outcome(1, fieldset("0.1", 5), fieldset("0.2", 6));
    altered.setFailed(1);
    assertThat(findings(with(OUTCOME, altered))).hasSize(1);
  }

  @Test
  void an_altered_value_of_the_journal_is_found() {
    Turn altered =
        turn(
            2,
            1,
            true,
            null,
            new Forked("0.2", "0", 1, 1),
            new FieldChanged("0.2", "/o/price", 8L, Shown.ADDED, List.of()),
            new StatusChanged(ProcessStatus.QUIESCENT, null, 1));
    assertThat(findings(with(2, altered))).hasSize(1);
  }

  @Test
  void changes_that_do_not_fit_each_other_are_found() {
    Turn altered =
        turn(
            2,
            1,
            true,
            null,
            new Forked("0.2", "0", 1, 1),
            new FieldChanged("0.2", "/o/price", 6L, Shown.REPLACED, List.of()),
            new FieldChanged("0.9", "/o/price", 6L, Shown.ADDED, List.of()),
            new Invoked(1, "/o/ask", "0.2", 1),
            new StatusChanged(ProcessStatus.QUIESCENT, null, 1));
    assertThat(findings(with(2, altered))).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void a_value_that_is_not_shown_is_expected_to_be_hidden() {
    Turn encrypted =
        turn(
            2,
            1,
            true,
            null,
            new Forked("0.2", "0", 1, 1),
            new FieldChanged("0.2", "/o/price", twice("encrypted"), Shown.ADDED, List.of()),
            new Closed("0", Closing.FORKS, null),
            new StatusChanged(ProcessStatus.QUIESCENT, null, 1));
    OutcomeFieldset hidden =
        new OutcomeFieldset("0.2", Map.of("/o/text", "a", "/o/price", twice("hidden")));
    List<SpecificRecordBase> records =
        new ArrayList<>(with(OUTCOME, outcome(1, fieldset("0.1", 5), hidden)));
    assertThat(findings(records)).hasSize(1);
    records.set(2, encrypted);
    assertThat(findings(records)).isEmpty();
  }

  private static MapValue twice(String key) {
    return new MapValue(List.of(new MapEntry(key, true), new MapEntry(key, true)));
  }

  @Test
  void a_process_that_nobody_expects_is_found() {
    assertThat(ledger(sound()).findings(Set.of())).hasSize(1);
  }

  @Test
  void processes_that_use_an_id_one_after_the_other_are_told_apart() {
    List<SpecificRecordBase> records = new ArrayList<>(sound());
    records.addAll(soundLater());
    Ledger ledger = ledger(records);
    assertThat(ledger.findings(Map.of("p", 2))).isEmpty();
    assertThat(ledger.findings(Map.of("p", 3))).hasSize(1);
    assertThat(ledger.findings(Set.of("p"))).hasSize(1);
    assertThat(ledger.stopped()).isEqualTo(2);

    records.remove(records.size() - 1);
    assertThat(ledger(records).findings(Map.of("p", 2))).hasSize(2);
  }

  @Test
  void a_process_without_records_is_found() {
    assertThat(ledger(sound()).findings(Set.of("p", "q")))
        .containsExactly(
            "q: expected a journal, but there is none",
            "q: expected an outcome, but there is none");
  }

  @Test
  void bytes_without_the_wire_format_are_refused() {
    FramedAvro avro = new FramedAvro(id -> Turn.getClassSchema());
    assertThatThrownBy(() -> avro.decode(new byte[] {1, 0, 0, 0, 0}))
        .hasMessageStartingWith("Expected a zero byte");
    assertThatThrownBy(() -> avro.decode(new byte[] {0, 0, 0, 0, 0, 2}))
        .hasMessageStartingWith("Expected a whole record");
  }

  private static List<SpecificRecordBase> with(int index, SpecificRecordBase altered) {
    List<SpecificRecordBase> records = new ArrayList<>(sound());
    records.set(index, altered);
    return records;
  }

  private static List<String> findings(List<SpecificRecordBase> records) {
    return ledger(records).findings(Set.of("p"));
  }
}
