package io.madcloud.engine.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** What pauses have in common with other changes of a program: who has to take notice. */
final class PausesTest {

  private final ProgramCompiler compiler = Specs.compiler();
  private final Program program =
      declared(
          Program.EMPTY,
          Specs.call("/start", List.of(), List.of(), List.of("/a", "/b")),
          Specs.call("/in/one", List.of("/a"), List.of(), List.of("/c")),
          Specs.call("/in/two", List.of("/b"), List.of(), List.of("/c")),
          Specs.call("/into", List.of("/b"), List.of(), List.of("/c")));

  private Program declared(Program base, OpSpec... ops) {
    List<FieldSpec> fields = List.of(Specs.field("/a"), Specs.field("/b"), Specs.field("/c"));
    Compiled compiled =
        compiler.compile(new Declaration(fields, List.of(ops)), base, base.revision() + 1);
    assertThat(compiled.mistakes()).isEmpty();
    return compiled.program();
  }

  private static Program paused(Program base, String path) {
    return base.paused(base.revision() + 1, path);
  }

  private static Program resumed(Program base, String path) {
    return base.resumed(base.revision() + 1, path);
  }

  private static Set<String> pausedOf(Program program) {
    Set<String> paused = new TreeSet<>();
    program.ops().values().stream().filter(program::isPaused).forEach(op -> paused.add(op.path()));
    assertThat(program.hasPaused()).isEqualTo(!paused.isEmpty());
    return paused;
  }

  private boolean concerns(Program later, Program earlier, String... fields) {
    Set<Integer> present = new TreeSet<>();
    for (String field : fields) {
      present.add(program.field(field).number());
    }
    return later
        .since(earlier)
        .haveInputs(
            new Presence() {
              @Override
              public int count() {
                return present.size();
              }

              @Override
              public boolean has(int field) {
                return present.contains(field);
              }

              @Override
              public void forEach(IntConsumer visitor) {
                present.forEach(visitor::accept);
              }
            });
  }

  @Test
  void a_folder_is_paused_with_all_below_it_and_no_other() {
    assertThat(pausedOf(paused(program, "/in"))).containsExactly("/in/one", "/in/two");
    assertThat(pausedOf(resumed(paused(program, "/"), "/in"))).containsExactly("/into");
    assertThat(pausedOf(paused(paused(program, "/in"), "/in"))).hasSize(2);
    assertThat(program.paused(9, "/start")).isNull();
    assertThat(program.resumed(9, "/nowhere")).isNull();
  }

  @Test
  void a_pause_concerns_no_process_and_its_end_those_that_may_wait() {
    Program paused = paused(program, "/in/one");
    assertThat(concerns(paused, program, "/a", "/b")).isFalse();
    Program resumed = resumed(paused, "/in/one");
    assertThat(concerns(resumed, paused, "/a")).isTrue();
    assertThat(concerns(resumed, paused, "/b")).isFalse();
    assertThat(concerns(declared(resumed), resumed, "/a")).isFalse();
  }

  @Test
  void a_pause_that_ended_at_once_concerns_them_as_well() {
    assertThat(concerns(resumed(paused(program, "/"), "/"), program, "/a")).isTrue();
  }

  @Test
  void a_removal_of_a_paused_op_concerns_those_that_wait_for_it() {
    Program paused = paused(program, "/in");
    Program removed = paused.without(paused.revision() + 1, "/in/one");
    assertThat(pausedOf(removed)).containsExactly("/in/two");
    assertThat(concerns(removed, paused, "/a")).isTrue();
    assertThat(concerns(removed, paused, "/b")).isFalse();
  }

  @Test
  void so_does_a_change_of_it_whatever_it_needs_now() {
    Program paused = paused(program, "/in/one");
    Program changed =
        declared(paused, Specs.call("/in/one", List.of("/b"), List.of(), List.of("/c")));
    assertThat(pausedOf(changed)).containsExactly("/in/one");
    assertThat(concerns(changed, paused, "/a")).isTrue();
    assertThat(concerns(changed, paused, "/b")).isTrue();
  }

  @Test
  void what_has_become_a_notification_is_paused_no_more() {
    Program changed =
        declared(
            paused(program, "/in/one"), Specs.call("/in/one", List.of(), List.of(), List.of("/c")));
    assertThat(pausedOf(changed)).isEmpty();
  }
}
