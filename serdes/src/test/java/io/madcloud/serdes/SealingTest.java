package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.Process;
import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.Bytes;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.CallError;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.MessageFields;
import io.madcloud.wire.MessageName;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.OutcomeFieldset;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Shown;
import io.madcloud.wire.Turn;
import io.madcloud.wire.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of sensitive fields: encrypted, decrypted, hidden. */
final class SealingTest {

  private static final Program PROGRAM =
      program(
          """
          fields: { card: { type: any, sensitive: true }, note: any, pin: { type: any, sensitive: true } }
          ops:
            pay: { out: [card, note] }
            tell: { out: [note] }
          """);

  private static final Incarnation BEGUN = new Incarnation("notifications", 0, 7L);
  private static final Sealing FIRST = sealing("a=" + EncryptionKeysTest.key((byte) 1), "a");

  private static Program program(String yaml) {
    return new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), Map.of()))
        .load(List.of(YamlDocument.parse("p.yaml", yaml)), Program.EMPTY, 1)
        .program();
  }

  private static Sealing sealing(String keys, String current) {
    return new Sealing(EncryptionKeys.parse(keys, current, "the test"));
  }

  private static Turn turn(String process, Object cause, Object... changes) {
    return new Turn(
        process, BEGUN, 1L, 0, true, 1L, Instant.EPOCH, cause, new ArrayList<>(List.of(changes)));
  }

  private static FieldChanged set(String field, Object value) {
    return new FieldChanged("0", field, value, Shown.ADDED, List.of());
  }

  /** What stands in the journal for a value of /card. */
  private static Object sealed(Sealing sealing, Object value) {
    Turn turn = turn("p", null, set("/card", value));
    sealing.seal(turn, null, PROGRAM);
    return ((FieldChanged) turn.getChanges().get(0)).getValue();
  }

  private static Object opened(Sealing sealing, String process, String field, Object value) {
    Turn turn = turn(process, null, set(field, value));
    sealing.open(turn);
    return ((FieldChanged) turn.getChanges().get(0)).getValue();
  }

  static List<Object> values() {
    return List.of(
        true,
        -1L,
        0.1,
        "",
        "4111 1111 🂡",
        Bytes.of(new byte[] {0, 1, -1}),
        Instant.ofEpochMilli(1_767_225_600_000L),
        List.of("a", List.of(1L)),
        Map.of("number", "4111", "more", Map.of("pin", 12L)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_value_of_any_type_comes_back(Object value) {
    Object wire = Values.toWire(value);
    Object back = opened(FIRST, "p", "/card", sealed(FIRST, wire));
    assertThat(Values.fromWire(back)).isEqualTo(value);
  }

  @Test
  void equal_values_are_not_encrypted_alike() {
    assertThat(sealed(FIRST, "4111")).isNotEqualTo(sealed(FIRST, "4111"));
  }

  @Test
  void only_what_is_sensitive_is_encrypted() {
    Turn turn = turn("p", null, set("/note", "n"), set("/pin", 1L));
    FIRST.seal(turn, null, PROGRAM);
    assertThat(turn.getChanges())
        .extracting(change -> ((FieldChanged) change).getValue())
        .extracting(StandIns::isOne)
        .containsExactly(false, true);
  }

  @Test
  void without_a_key_nothing_is_encrypted() {
    Sealing none = new Sealing(EncryptionKeys.NONE);
    Turn turn = turn("p", null, set("/card", "4111"));
    none.seal(turn, null, PROGRAM);
    assertThat(turn).isEqualTo(turn("p", null, set("/card", "4111")));
    assertThat(none.isMissingFor(PROGRAM)).isTrue();
    assertThat(none.isMissingFor(program("ops: {}"))).isFalse();
    assertThat(FIRST.isMissingFor(PROGRAM)).isFalse();
  }

  @Test
  void a_rotated_key_reads_what_the_old_one_wrote() {
    String keys =
        "a=" + EncryptionKeysTest.key((byte) 1) + ",b=" + EncryptionKeysTest.key((byte) 2);
    Sealing rotated = sealing(keys, "b");
    assertThat(opened(rotated, "p", "/card", sealed(FIRST, "4111"))).isEqualTo("4111");
    assertThat(StandIns.encrypted(sealed(rotated, "4111")).key()).isEqualTo("b");
    assertThat(opened(rotated, "p", "/card", sealed(rotated, "4111"))).isEqualTo("4111");
  }

  @Test
  void a_missing_key_is_named() {
    Object sealed = sealed(FIRST, "4111");
    Sealing other = sealing("b=" + EncryptionKeysTest.key((byte) 1), "b");
    for (Sealing without : List.of(other, new Sealing(EncryptionKeys.NONE))) {
      assertThatThrownBy(() -> opened(without, "p", "/card", sealed))
          .isInstanceOf(DecryptionException.class)
          .hasMessageContaining("Expected key 'a', by which /card of process p is encrypted")
          .hasMessageContaining("nothing is lost");
    }
  }

  @Test
  void another_key_of_the_same_id_reads_nothing() {
    Object sealed = sealed(FIRST, "4111");
    Sealing other = sealing("a=" + EncryptionKeysTest.key((byte) 3), "a");
    assertThatThrownBy(() -> opened(other, "p", "/card", sealed))
        .isInstanceOf(DecryptionException.class)
        .hasMessageContaining("another key has this id");
  }

  @Test
  void what_is_moved_is_refused() {
    Object sealed = sealed(FIRST, "4111");
    assertThatThrownBy(() -> opened(FIRST, "p", "/pin", sealed))
        .isInstanceOf(DecryptionException.class);
    assertThatThrownBy(() -> opened(FIRST, "q", "/card", sealed))
        .isInstanceOf(DecryptionException.class);
  }

  @Test
  void no_changed_byte_goes_unnoticed() {
    byte[] data = StandIns.encrypted(sealed(FIRST, "4111")).data();
    for (int at = 0; at < data.length; at++) {
      byte[] changed = data.clone();
      changed[at] ^= 1;
      Object other = new StandIns.Encrypted("a", changed).toWire();
      assertThatThrownBy(() -> opened(FIRST, "p", "/card", other))
          .isInstanceOf(DecryptionException.class);
    }
    for (int length = 0; length < data.length; length++) {
      Object cut = new StandIns.Encrypted("a", Arrays.copyOf(data, length)).toWire();
      assertThatThrownBy(() -> opened(FIRST, "p", "/card", cut))
          .isInstanceOf(DecryptionException.class);
    }
  }

  @Test
  void a_notification_is_encrypted_where_its_op_has_a_sensitive_field() {
    Map<String, Object> fields = Map.of("card", "4111", "note", "n", "crad", "4112");
    Arrival came = new Arrival(BEGUN, new Notification("/pay", fields));
    Turn turn = turn("p", came);
    FIRST.seal(turn, null, PROGRAM);
    Map<String, Object> kept = ((Arrival) turn.getCause()).getNotification().getFields();
    assertThat(kept.get("card")).matches(StandIns::isOne);
    assertThat(kept.get("crad")).as("what may be meant for it").matches(StandIns::isOne);
    assertThat(kept.get("note")).isEqualTo("n");
    assertThat(came.getNotification().getFields()).isEqualTo(fields);
    FIRST.open(turn);
    assertThat(turn.getCause()).isEqualTo(came);

    Arrival other = new Arrival(BEGUN, new Notification("/tell", Map.of("note", "n", "x", 1L)));
    Turn told = turn("p", other);
    FIRST.seal(told, null, PROGRAM);
    assertThat(told.getCause()).isEqualTo(other);
  }

  @Test
  void a_reply_to_who_knows_what_is_encrypted_whole_and_what_looks_encrypted_is_dropped() {
    Object foreign = sealed(FIRST, "4111");
    Map<String, Object> message = Map.of("x", "4111", "y", foreign);
    Reply reply = new Reply("p", BEGUN, 3, 1, List.of(message), (CallError) null);
    Turn turn = turn("p", reply);
    FIRST.seal(turn, null, PROGRAM);
    FIRST.open(turn);
    assertThat(((Reply) turn.getCause()).getMessages())
        .containsExactly(Map.of("x", "4111", "y", StandIns.hidden()));
  }

  @Test
  void an_update_is_encrypted_on_its_way() {
    Update update = update(Map.of("/card", "4111", "/note", "n"));
    Update sent = update(Map.of("/card", "4111", "/note", "n"));
    FIRST.seal(sent, PROGRAM);
    assertThat(sent.toString()).doesNotContain("4111");
    assertThat(FIRST.opened(sent)).isEqualTo(update);
    assertThat(FIRST.opened(update)).isSameAs(update);
    assertThat(UpdateBytes.read(UpdateBytes.of(sent))).isEqualTo(sent);
  }

  private static Update update(Map<String, Object> fields) {
    MessageFields message = new MessageFields(new MessageName("east", 0, 0), new HashMap<>(fields));
    return new Update(
        "p",
        BEGUN,
        "east",
        "/pay",
        null,
        "east",
        1L,
        1L,
        0L,
        List.of(),
        List.of(),
        ProcessStatus.RUNNING,
        null,
        List.of(),
        new ArrayList<>(List.of(message)),
        List.of());
  }

  @Test
  void nobody_takes_a_stand_in_for_a_value() {
    for (Object standIn : List.of(StandIns.hidden(), sealed(FIRST, "4111"))) {
      assertThatThrownBy(() -> Values.fromWire(standIn))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("each key of a map once");
    }
  }

  @Test
  void no_map_of_a_user_is_taken_for_a_stand_in() {
    for (String mark : List.of("encrypted", "hidden")) {
      Object map = Values.toWire(Map.of(mark, true, "key", "a", "data", Bytes.of(new byte[40])));
      assertThat(StandIns.isOne(map)).isFalse();
      assertThat(opened(FIRST, "p", "/card", map)).isEqualTo(map);
    }
  }

  @Test
  void whole_bytes_come_back_where_they_were() {
    byte[] bytes = {1, 2, 3};
    byte[] sealed = FIRST.seal("p", "a letter", bytes);
    assertThat(FIRST.open("p", "a letter", FIRST.keyId(), sealed)).isEqualTo(bytes);
    assertThatThrownBy(() -> FIRST.open("q", "a letter", FIRST.keyId(), sealed))
        .isInstanceOf(DecryptionException.class);
    assertThat(new Sealing(EncryptionKeys.NONE).keyId()).isNull();
  }

  @Test
  void an_outcome_hides_and_says_so() {
    Map<String, Object> fields = new HashMap<>(Map.of("/card", "4111", "/note", "n"));
    Outcome outcome =
        Outcome.newBuilder()
            .setProcess("p")
            .setIncarnation(BEGUN)
            .setOp("/pay")
            .setStatus(ProcessStatus.QUIESCENT)
            .setRevision(1)
            .setTurn(1L)
            .setProgramRevision(1L)
            .setTime(Instant.EPOCH)
            .setFieldsets(List.of(new OutcomeFieldset("0", fields)))
            .build();
    Masking.hide(outcome, PROGRAM);
    assertThat(outcome.getFieldsets().get(0).getFields())
        .isEqualTo(Map.of("/card", StandIns.hidden(), "/note", "n"));
  }

  @Test
  void a_field_that_is_no_longer_sensitive_is_written_in_clear_and_still_read() {
    Program changed =
        new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), Map.of()))
            .load(List.of(YamlDocument.parse("p.yaml", "fields: { card: any }")), PROGRAM, 2)
            .program();
    assertThat(changed.hasSensitive()).isTrue();
    assertThat(changed.isSensitive(changed.field("/card"))).isFalse();
    Turn turn = turn("p", null, set("/card", "4111"));
    FIRST.seal(turn, (Process) null, changed);
    assertThat(((FieldChanged) turn.getChanges().get(0)).getValue()).isEqualTo("4111");
    assertThat(opened(FIRST, "p", "/card", sealed(FIRST, "4111"))).isEqualTo("4111");
  }
}
