package io.madcloud.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.FieldSpec;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.OpSpec.SlotSpec;
import io.madcloud.engine.program.Pause;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.ServerSpec;
import io.madcloud.engine.program.Supervision;
import io.madcloud.wire.Binding;
import io.madcloud.wire.CallAction;
import io.madcloud.wire.DeclarationClosed;
import io.madcloud.wire.FieldDeclared;
import io.madcloud.wire.Masked;
import io.madcloud.wire.OnFailure;
import io.madcloud.wire.OpDeclared;
import io.madcloud.wire.Paused;
import io.madcloud.wire.ProgramChange;
import io.madcloud.wire.Removed;
import io.madcloud.wire.Resumed;
import io.madcloud.wire.ServerDeclared;
import io.madcloud.wire.TimerAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Declarations to the program log and back, through bytes. */
final class ProgramRecordsTest {

  private static final Place PLACE = new Place("sync.yaml", 7, "/sync/op");
  private static final SlotSpec UPDATE = new SlotSpec("update", "/sync/update");
  private static final SlotSpec RENAMED = new SlotSpec("mine", "/sync/system1/SYS");
  private static final Map<String, String> EXPR = Map.of("b", "update + '!'", "a", "update");

  static Stream<OpSpec> ops() {
    return Stream.of(
        full(EXPR, "[1, 2]", null, null, null, null),
        full(Map.of(), null, null, null, null, null),
        full(
            null,
            null,
            "concat",
            Map.of("x", 1L, "y", List.of(2.5, Map.of("z", true))),
            null,
            null),
        full(null, null, "concat", null, null, null),
        full(null, null, null, null, "quotes", null),
        full(EXPR, null, null, null, null, 5_000L),
        full(EXPR, "[1]", null, null, null, 0L),
        full(null, null, null, null, null, null),
        bare(Place.at("/op")),
        bare(new Place("a program", 0, "/op")),
        bare(new Place("c:\\sync.yaml", 12, "/op")));
  }

  @ParameterizedTest
  @MethodSource("ops")
  void everyPartOfAnOpComesBackAsItWent(OpSpec op) {
    ProgramParts parts = throughBytes(new Declaration(List.of(), List.of(op)), List.of());
    assertThat(parts.mistakes()).isEmpty();
    assertThat(parts.declaration().ops()).containsExactly(op);
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void everyPartOfAFieldComesBackAsItWent(Merge merge) {
    List<FieldSpec> fields =
        List.of(
            new FieldSpec("/a/x", FieldType.parse("map<list<long>>"), merge, true, "doc", PLACE),
            new FieldSpec("/y", FieldType.ANY, merge, false, null, Place.at("/y")));
    ProgramParts parts = throughBytes(new Declaration(fields, List.of()), List.of());
    assertThat(parts.mistakes()).isEmpty();
    assertThat(parts.declaration().fields().toString().replace("/a/x", "/sync/op"))
        .isEqualTo(fields.toString().replace("/a/x", "/sync/op"));
  }

  @Test
  void removalsComeFirstAndTheMarkerCountsTheRecords() {
    Declaration declaration =
        new Declaration(
            List.of(new FieldSpec("/x", FieldType.LONG, Merge.FORK, false, null, PLACE)),
            List.of(bare(PLACE)));
    List<ProgramChange> changes =
        ProgramRecords.changes("d1", declaration, List.of("/sync/b", "/sync/a"));
    assertThat(changes).extracting(ProgramChange::getIndex).containsExactly(0, 1, 2, 3, 4);
    assertThat(changes).extracting(ProgramChange::getDeclaration).containsOnly("d1");
    assertThat(changes)
        .extracting(ProgramRecords::key)
        .containsExactly("/sync/b", "/sync/a", "/x", "/op", "d1");
    assertThat(changes.get(4).getChange()).isEqualTo(new DeclarationClosed(4));
    assertThat(ProgramRecords.read(changes.subList(0, 4)).removals())
        .containsExactly("/sync/b", "/sync/a");
  }

  @Test
  void pausesComeBackAsTheyWentInTheirOrder() {
    List<Pause> pauses = List.of(new Pause("/sync", true), new Pause("/sync/op", false));
    List<ProgramChange> changes = ProgramRecords.changes("d1", pauses);
    assertThat(changes).extracting(ProgramRecords::key).containsExactly("/sync", "/sync/op", "d1");
    assertThat(throughBytes(changes).pauses()).isEqualTo(pauses);
    assertThat(mistakes(new Paused("nowhere"), new Resumed(""))).hasSize(2);
  }

  @Test
  void anOpThatDoesTwoThingsIsNotWritten() {
    assertThatThrownBy(() -> changes(full(EXPR, null, "concat", null, null, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sync.yaml:7: /sync/op: Expected one action at most, but it has 2");
    assertThatThrownBy(() -> changes(full(null, null, null, null, null, 5L)))
        .hasMessageEndingWith("Expected 'expr' beside 'after', but there is none");
    assertThatThrownBy(() -> changes(full(null, "[1]", null, null, null, null)))
        .hasMessageEndingWith("Expected 'expr' beside 'each', but there is none");
    assertThatThrownBy(() -> changes(full(null, null, null, Map.of("x", 1L), null, null)))
        .hasMessageEndingWith("Expected 'plugin' beside 'with', but there is none");
    assertThatThrownBy(() -> changes(full(null, null, "p", Map.of("x", 'c'), null, null)))
        .hasMessageContaining("/sync/op.with: Expected boolean, long");
  }

  @Test
  void whatALaterVersionWroteIsAMistakeWithItsPlace() {
    OpDeclared op = OpRecords.toWire(bare(new Place("later.yaml", 3, "/op")));
    op.setMasked(Masked.UNKNOWN);
    op.getSupervise().setOnFailure(OnFailure.UNKNOWN);
    FieldDeclared field =
        new FieldDeclared(
            "/x", "decimal", io.madcloud.wire.Merge.UNKNOWN, false, null, "later.yaml:2");
    assertThat(mistakes(op, field))
        .extracting(Mistake::toString)
        .containsExactly(
            "later.yaml:3: /op.masked: Expected what this engine knows, but found something else:"
                + " the declaration was written by a later version",
            "later.yaml:3: /op.supervise: Expected what this engine knows, but found something"
                + " else: the declaration was written by a later version",
            "later.yaml:2: /x: Expected a type such as long, but found decimal",
            "later.yaml:2: /x: Expected a merge policy that this engine knows, but found another:"
                + " the declaration was written by a later version");
  }

  @Test
  void aDeclarationWithMistakesIsEmpty() {
    ProgramParts parts =
        ProgramRecords.read(
            List.of(
                new ProgramChange("d", 0, new Removed("/a")),
                new ProgramChange("d", 1, new Removed("nowhere"))));
    assertThat(parts.mistakes()).hasSize(1);
    assertThat(parts.removals()).isEmpty();
  }

  @Test
  void valuesThatNoSourceCanHoldAreMistakes() {
    OpDeclared op = OpRecords.toWire(bare(Place.at("/op")));
    op.setPath("op");
    op.setOut(List.of(new Binding("a b", "update")));
    op.setFail(new Binding("", "/oops"));
    op.setReturns(List.of("x"));
    op.setTopic("../../x");
    op.setAction(new CallAction(""));
    op.setSupervise(new io.madcloud.wire.Supervision(0, -1L, -1L, 0L, OnFailure.CONTINUE, null));
    assertThat(mistakes(op)).hasSize(11);
    op = OpRecords.toWire(bare(Place.at("/op")));
    op.setAction(new TimerAction(-1L, Map.of(), null));
    assertThat(mistakes(op))
        .extracting(Mistake::message)
        .containsExactly("Expected 0 ms or more, but found -1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "/", "//x", "/a//x", "/a b/x", "/a/x/", "/a/1", "/a/é"})
  void whatIsNoPathOfAFieldIsAMistake(String path) {
    assertThat(
            mistakes(
                new FieldDeclared(path, "long", io.madcloud.wire.Merge.FORK, false, null, null)))
        .hasSize(1);
  }

  @Test
  void aTypeThatNestsTooDeepIsAMistakeNotAnExhaustedStack() {
    String deep = "list<".repeat(200_000) + "long" + ">".repeat(200_000);
    List<Mistake> mistakes =
        mistakes(new FieldDeclared("/x", deep, io.madcloud.wire.Merge.FORK, false, null, null));
    assertThat(mistakes).hasSize(1);
    assertThat(mistakes.get(0).message()).hasSizeLessThan(300);
  }

  private static List<Mistake> mistakes(Object... parts) {
    List<ProgramChange> changes = new ArrayList<>();
    Arrays.stream(parts).forEach(part -> changes.add(new ProgramChange("d", changes.size(), part)));
    return ProgramRecords.read(changes).mistakes();
  }

  private static List<ProgramChange> changes(OpSpec op) {
    return ProgramRecords.changes("d1", new Declaration(List.of(), List.of(op)), List.of());
  }

  private static ProgramParts throughBytes(Declaration declaration, List<String> removals) {
    return throughBytes(ProgramRecords.changes("d1", declaration, removals));
  }

  private static ProgramParts throughBytes(List<ProgramChange> changes) {
    Serde<ProgramChange> serde =
        RecordSerdes.of(Map.of("schema.registry.url", "mock://program-records"))
            .of(ProgramChange.class);
    return ProgramRecords.read(
        changes.subList(0, changes.size() - 1).stream()
            .map(change -> serde.serializer().serialize("t", change))
            .map(bytes -> serde.deserializer().deserialize("t", bytes))
            .toList());
  }

  private static OpSpec full(
      Map<String, String> expr,
      String each,
      String plugin,
      Map<String, Object> with,
      String call,
      Long afterMs) {
    return new OpSpec(
        "/sync/op",
        List.of(UPDATE, RENAMED),
        List.of(RENAMED),
        List.of(RENAMED, UPDATE),
        expr,
        each,
        "update != ''",
        plugin,
        with,
        call,
        afterMs,
        "updates",
        "mine",
        List.of(UPDATE, new SlotSpec("SYS", "/sync/system1/SYS")),
        new SlotSpec("oops", "/oops"),
        true,
        true,
        new Supervision(5, 1, 2, Supervision.NO_TIMEOUT),
        "eu",
        "1.2",
        "consumes",
        PLACE);
  }

  private static OpSpec bare(Place place) {
    return new OpSpec(
        "/op",
        List.of(),
        List.of(),
        List.of(UPDATE),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        false,
        Supervision.DEFAULT,
        null,
        null,
        null,
        new Place(place.file(), place.line(), "/op"));
  }

  @Test
  void everyPartOfAServerComesBackAsItWent() {
    List<ServerSpec> servers =
        List.of(
            new ServerSpec("pricing", 100, new Place("p.yaml", 3, "servers.pricing")),
            new ServerSpec("a.b-c", null, Place.at("servers.a.b-c")));
    Declaration declaration = new Declaration(List.of(), List.of(), servers);
    assertThat(throughBytes(declaration, List.of()).declaration().servers()).isEqualTo(servers);
    assertThat(ProgramRecords.changes("d1", declaration, List.of()))
        .extracting(ProgramRecords::key)
        .containsExactly("pricing", "a.b-c", "d1");
  }

  @Test
  void serversThatNoSourceCanHoldAreMistakes() {
    assertThat(mistakes(new ServerDeclared("a/b", 0, "p.yaml:3")))
        .extracting(Mistake::toString)
        .containsExactly(
            "p.yaml:3: servers.a/b: Expected the name of a server, but found a/b",
            "p.yaml:3: servers.a/b: Expected at least 1 call in flight, but found 0");
  }
}
