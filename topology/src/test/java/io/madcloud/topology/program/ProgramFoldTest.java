package io.madcloud.topology.program;

import static io.madcloud.topology.program.Declarations.changes;
import static io.madcloud.topology.program.Declarations.compiler;
import static io.madcloud.topology.program.Declarations.declaration;
import static io.madcloud.topology.program.Declarations.expression;
import static io.madcloud.topology.program.Declarations.named;
import static io.madcloud.topology.program.Declarations.nothing;
import static io.madcloud.topology.program.Declarations.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Expression;
import io.madcloud.engine.program.Expressions;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Pause;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.serdes.ProgramRecords;
import io.madcloud.wire.DeclarationClosed;
import io.madcloud.wire.FieldDeclared;
import io.madcloud.wire.Merge;
import io.madcloud.wire.ProgramChange;
import io.madcloud.wire.Removed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProgramFoldTest {

  private static final int BYTES = 10;

  private final ProgramFold fold =
      new ProgramFold(compiler(), new OpenDeclarations(3, 10, 5, 1_000));
  private long offset = 100;

  @Test
  void a_declaration_takes_effect_at_its_marker_and_not_before() {
    List<ProgramChange> changes = changes("d1", named("a"));
    fold(changes.subList(0, 2));
    assertThat(fold.program().ops()).isEmpty();
    fold(changes.subList(2, 3));
    assertThat(fold.program().ops()).containsOnlyKeys("/a");
    assertThat(fold.program().revision()).isEqualTo(102);
    assertThat(fold.rejected()).isEmpty();
  }

  @Test
  void writers_that_take_turns_do_not_mix() {
    List<ProgramChange> a = changes("d1", named("a"));
    List<ProgramChange> b = changes("d2", named("b"));
    fold(List.of(a.get(0), b.get(0), b.get(1), a.get(1), b.get(2)));
    assertThat(fold.program().ops()).containsOnlyKeys("/b");
    fold(List.of(a.get(2)));
    assertThat(fold.program().ops()).containsOnlyKeys("/a", "/b");
    assertThat(fold.program().revision()).isEqualTo(105);
  }

  @Test
  void repetitions_are_ignored_before_the_marker_and_after_it() {
    List<ProgramChange> changes = changes("d1", named("a"));
    fold(List.of(changes.get(0), changes.get(0), changes.get(1), changes.get(0), changes.get(2)));
    assertThat(fold.program().revision()).isEqualTo(104);
    fold(changes);
    assertThat(fold.program().revision()).isEqualTo(104);
    assertThat(fold.rejected()).isEmpty();
  }

  @Test
  void the_first_of_two_records_with_one_index_counts() {
    List<ProgramChange> changes = new ArrayList<>(changes("d1", nothing(), "/gone"));
    changes.add(1, new ProgramChange("d1", 0, new Removed("/other")));
    fold(changes);
    assertThat(rejection()).startsWith("/gone: Expected an op at or below this path");
  }

  @Test
  void an_incomplete_declaration_never_applies() {
    List<ProgramChange> changes = changes("d1", named("a"));
    fold(List.of(changes.get(0), changes.get(2), changes.get(1)));
    assertThat(fold.program().ops()).isEmpty();
    assertThat(fold.rejected()).hasSize(1);
    assertThat(fold.rejected().get(0).id()).isEqualTo("d1");
    assertThat(fold.rejected().get(0).offset()).isEqualTo(101);
    assertThat(rejection())
        .isEqualTo(
            "declaration: Expected records 0 to 1 before the closing marker, but there is no 1");
  }

  @Test
  void markers_that_count_wrong_reject() {
    fold(List.of(marker("d1", 7, 0)));
    fold(List.of(marker("d2", -1, -1)));
    fold(List.of(marker("d3", Integer.MAX_VALUE, Integer.MAX_VALUE)));
    ProgramChange below = new ProgramChange("d4", -5, new Removed("/a"));
    fold(List.of(new ProgramChange("d4", 5, new Removed("/a")), below, marker("d4", 0, 0)));
    assertThat(fold.rejected())
        .extracting(rejected -> rejected.mistakes().get(0).message())
        .containsExactly(
            "Expected the closing marker to count the records before it, but it has index 7 and"
                + " counts 0",
            "Expected the closing marker to count the records before it, but it has index -1 and"
                + " counts -1",
            "Expected records 0 to 2147483646 before the closing marker, but there is no 0, 1, 2,"
                + " 3, 4, 5, 6, 7, 8, 9, …",
            "Expected no record before the closing marker, but there is -5");
  }

  @Test
  void removals_apply_first_and_in_order() {
    fold(changes("d1", named("a")));
    fold(changes("d2", named("a"), "/a"));
    assertThat(fold.program().ops()).containsOnlyKeys("/a");
    assertThat(fold.program().opCount()).isEqualTo(2);
    fold(changes("d3", named("b"), "/a"));
    assertThat(fold.program().ops()).containsOnlyKeys("/b");
    assertThat(fold.program().fields()).containsOnlyKeys("/a_field", "/b_field");
    assertThat(fold.rejected()).isEmpty();
  }

  @Test
  void a_removal_where_no_op_is_rejects_the_declaration_whole() {
    fold(changes("d1", named("a")));
    fold(changes("d2", named("b"), "/a", "/a"));
    assertThat(fold.program().ops()).containsOnlyKeys("/a");
    assertThat(fold.program().revision()).isEqualTo(102);
    assertThat(rejection())
        .isEqualTo("/a: Expected an op at or below this path, but there is none (unknown-op)");
  }

  @Test
  void pauses_apply_in_order_and_outlive_a_change_of_the_op() {
    fold(changes("d1", named("a")));
    fold(changes("d2", plugin("p", "/a_field", "one")));
    fold(ProgramRecords.changes("d3", List.of(new Pause("/", true))));
    assertThat(fold.program().revision()).isEqualTo(106);
    assertThat(isPaused("/p")).isTrue();
    assertThat(isPaused("/a")).isFalse(); // A notification.
    fold(changes("d4", plugin("p", "/a_field", "other")));
    assertThat(isPaused("/p")).isTrue();
    fold(
        ProgramRecords.changes(
            "d5", List.of(new Pause("/p", false), new Pause("/p", true), new Pause("/p", false))));
    assertThat(isPaused("/p")).isFalse();
    assertThat(fold.rejected()).isEmpty();
  }

  @Test
  void a_pause_where_nothing_can_be_paused_is_rejected() {
    fold(changes("d1", named("a")));
    fold(ProgramRecords.changes("d2", List.of(new Pause("/a", true))));
    fold(ProgramRecords.changes("d3", List.of(new Pause("/gone", false))));
    assertThat(fold.program().revision()).isEqualTo(102);
    assertThat(fold.rejected()).extracting(RejectedDeclaration::id).containsExactly("d2", "d3");
    assertThat(rejection())
        .isEqualTo(
            "/a: Expected an op with inputs at or below this path, but there is none"
                + " (unknown-op)");
  }

  private boolean isPaused(String op) {
    return fold.program().isPaused(fold.program().op(op));
  }

  @Test
  void a_declaration_that_contradicts_the_program_is_rejected_whole() {
    fold(changes("d1", named("a")));
    fold(changes("d2", declaration("a", FieldType.STRING)));
    assertThat(fold.program().revision()).isEqualTo(102);
    assertThat(rejection()).contains("Expected type long and merge fork");
    fold(changes("d3", expression("b", "1 +")));
    assertThat(fold.program().ops()).containsOnlyKeys("/a");
    assertThat(fold.rejected()).extracting(RejectedDeclaration::id).containsExactly("d2", "d3");
  }

  @Test
  void what_nobody_can_read_is_rejected() {
    FieldDeclared field = new FieldDeclared("/x", "complex", Merge.UNKNOWN, false, null, null);
    fold(List.of(new ProgramChange("d1", 0, field), marker("d1", 1, 1)));
    assertThat(fold.rejected().get(0).mistakes()).hasSize(2);
  }

  @Test
  void a_plugin_that_this_engine_lacks_rejects_nothing() {
    fold(changes("d1", named("a")));
    fold(changes("d2", plugin("p", "/a_field", "elsewhere")));
    assertThat(fold.program().ops()).containsOnlyKeys("/a", "/p");
    assertThat(fold.rejected()).isEmpty();
  }

  @Test
  void a_compiler_that_fails_rejects_the_declaration() {
    Expressions broken =
        new Expressions() {
          @Override
          public Expression compile(
              String source, Map<String, FieldType> variables, FieldType result) {
            throw new IllegalStateException("a defect");
          }

          @Override
          public FieldType elementType(String source, Map<String, FieldType> variables) {
            throw new IllegalStateException("a defect");
          }
        };
    ProgramFold failing = new ProgramFold(ProgramCompiler.lenient(broken, Map.of()));
    changes("d1", expression("a", "1")).forEach(change -> failing.fold(change, offset++, BYTES));
    assertThat(failing.rejected().get(0).mistakes().get(0).message())
        .isEqualTo(
            "Expected a declaration that can be compiled, but"
                + " java.lang.IllegalStateException: a defect");
  }

  @Test
  void of_too_many_open_declarations_the_one_begun_first_is_dropped() {
    List<List<ProgramChange>> all = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      all.add(changes(name, named(name)));
      fold(all.get(all.size() - 1).subList(0, 1));
    }
    assertThat(fold.rejected()).extracting(RejectedDeclaration::id).containsExactly("a");
    assertThat(fold.rejected().get(0).offset()).isEqualTo(103);
    assertThat(rejection())
        .endsWith(
            "Expected at most 3 open declarations of 10 records and 1000 bytes in all, but there"
                + " are more: the one begun first is dropped, with 1 records of 10 bytes");
    all.forEach(changes -> fold(changes.subList(1, 3)));
    assertThat(fold.program().ops()).containsOnlyKeys("/b", "/c", "/d");
    assertThat(fold.rejected()).hasSize(1);
  }

  @Test
  void a_declaration_of_too_many_records_is_dropped() {
    fold(changes("d1", nothing(), Collections.nCopies(11, "/a").toArray(new String[0])));
    assertThat(fold.rejected()).extracting(RejectedDeclaration::id).containsExactly("d1");
    fold(changes("d2", named("a")));
    assertThat(fold.program().ops()).containsOnlyKeys("/a");
  }

  @Test
  void a_declaration_of_too_many_bytes_is_dropped() {
    List<ProgramChange> large = changes("d1", named("a"));
    fold.fold(large.get(0), offset++, 1_001);
    assertThat(rejection()).endsWith("is dropped, with 1 records of 1001 bytes");
    fold(changes("d2", named("a")));
    assertThat(fold.program().ops()).containsOnlyKeys("/a");
  }

  @Test
  void a_declaration_that_walks_through_all_ops_too_often_is_rejected() {
    ProgramFold roomy = new ProgramFold(compiler());
    changes("d1", named("a")).forEach(change -> roomy.fold(change, offset++, BYTES));
    String[] removals = Collections.nCopies(ProgramFold.MAX_WALKS + 1, "/a").toArray(new String[0]);
    changes("d2", nothing(), removals).forEach(change -> roomy.fold(change, offset++, BYTES));
    assertThat(roomy.rejected().get(0).mistakes().get(0).message())
        .startsWith("Expected at most 1000 removals, pauses and resumptions in a declaration")
        .contains("but there are 1001");
    assertThat(roomy.program().ops()).containsOnlyKeys("/a");
  }

  @Test
  void the_last_rejections_are_kept() {
    for (int i = 0; i < ProgramFold.MAX_REJECTED + 5; i++) {
      fold(changes("d" + i, nothing(), "/gone"));
    }
    assertThat(fold.rejected()).hasSize(ProgramFold.MAX_REJECTED);
    assertThat(fold.rejected().get(0).id()).isEqualTo("d5");
  }

  @Test
  void the_same_log_gives_the_same_program_and_rejections() {
    List<ProgramChange> log = new ArrayList<>();
    log.addAll(changes("d1", named("a")));
    log.addAll(changes("d2", nothing(), "/gone"));
    log.addAll(changes("d3", named("b"), "/a"));
    fold(log);
    ProgramFold again = new ProgramFold(compiler());
    for (int i = 0; i < log.size(); i++) {
      again.fold(log.get(i), 100 + i, BYTES);
    }
    assertThat(again.rejected()).isEqualTo(fold.rejected());
    assertThat(again.program().revision()).isEqualTo(fold.program().revision());
    assertThat(again.program().op("/b").number()).isEqualTo(fold.program().op("/b").number());
  }

  private static ProgramChange marker(String id, int index, int records) {
    return new ProgramChange(id, index, new DeclarationClosed(records));
  }

  private void fold(List<ProgramChange> changes) {
    changes.forEach(change -> fold.fold(change, offset++, BYTES));
  }

  private String rejection() {
    return fold.rejected().get(0).mistakes().get(0).toString();
  }
}
