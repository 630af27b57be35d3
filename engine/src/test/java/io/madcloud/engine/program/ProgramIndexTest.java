package io.madcloud.engine.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The index finds the ops that a field concerns. It may leave out an op that lacks an input, and
 * must not leave out any other; whatever it visits concerns the field.
 */
final class ProgramIndexTest {

  private static final int FIELDS = 12;

  private final SplittableRandom random = new SplittableRandom(7);
  private final ProgramCompiler compiler = Specs.compiler();
  private Program program = Program.EMPTY;

  /** Some fields. */
  private record Fields(TreeSet<Integer> numbers) implements Presence {
    @Override
    public int count() {
      return numbers.size();
    }

    @Override
    public boolean has(int field) {
      return numbers.contains(field);
    }

    @Override
    public void forEach(IntConsumer visitor) {
      numbers.forEach(visitor::accept);
    }
  }

  @Test
  void visits_what_a_naive_scan_finds_through_many_changes() {
    for (int step = 0; step < 400; step++) {
      change();
      for (int look = 0; look < 5; look++) {
        Fields present = present();
        candidates(present);
        for (Field field : program.fields().values()) {
          consumers(field, present);
          masked(field, present);
          producers(field);
        }
      }
    }
  }

  private void change() {
    String path = "/op" + random.nextInt(15);
    if (random.nextInt(4) == 0 && program.op(path) != null) {
      program = program.without(program.revision() + 1, path);
      return;
    }
    List<FieldSpec> fields = new ArrayList<>();
    for (int field = 0; field < FIELDS; field++) {
      fields.add(Specs.field("/f" + field));
    }
    List<String> names = new ArrayList<>(fields.stream().map(FieldSpec::path).toList());
    OpSpec op = Specs.call(path, some(names, 1), some(names, 0), some(new ArrayList<>(names), 1));
    Compiled compiled =
        compiler.compile(new Declaration(fields, List.of(op)), program, program.revision() + 1);
    assertThat(compiled.mistakes()).isEmpty();
    program = compiled.program();
  }

  /** Takes a few away from {@code names}. */
  private List<String> some(List<String> names, int least) {
    List<String> taken = new ArrayList<>();
    for (int count = least + random.nextInt(3); count > 0; count--) {
      taken.add(names.remove(random.nextInt(names.size())));
    }
    return taken;
  }

  private Fields present() {
    TreeSet<Integer> numbers = new TreeSet<>();
    int percent = random.nextInt(100);
    for (int field = 0; field < program.fieldCount(); field++) {
      if (random.nextInt(100) < percent) {
        numbers.add(field);
      }
    }
    return new Fields(numbers);
  }

  private void candidates(Fields present) {
    Set<Op> visited = visited(visitor -> program.candidates(present, visitor));
    assertThat(visited).containsAll(ready(present));
    assertThat(visited).allMatch(op -> op.in().stream().anyMatch(slot -> isIn(present, slot)));
  }

  private void consumers(Field field, Fields present) {
    Set<Op> visited = visited(visitor -> program.consumers(field, present, visitor));
    Set<Op> concerned = new HashSet<>(ready(present));
    concerned.removeIf(op -> !needs(op, field));
    assertThat(visited).containsAll(concerned).allMatch(op -> needs(op, field));
    assertThat(visited).allMatch(op -> op.in().stream().anyMatch(slot -> isIn(present, slot)));
  }

  private void masked(Field field, Fields present) {
    Set<Op> visited = visited(visitor -> program.masked(field, present, visitor));
    Set<Op> concerned = new HashSet<>(ready(present));
    concerned.removeIf(op -> !op.mask().contains(field));
    assertThat(visited).containsAll(concerned).allMatch(op -> op.mask().contains(field));
    assertThat(visited).allMatch(op -> op.in().stream().anyMatch(slot -> isIn(present, slot)));
  }

  private void producers(Field field) {
    Set<Op> asked = new HashSet<>();
    program.anyProducer(
        field,
        op -> {
          asked.add(op);
          return false;
        });
    Set<Op> producing = new HashSet<>(program.ops().values());
    producing.removeIf(op -> !op.canProduce(field));
    assertThat(asked).isEqualTo(producing);
    assertThat(program.anyProducer(field, op -> true)).isEqualTo(!producing.isEmpty());
  }

  private static Set<Op> visited(Consumer<Consumer<OpGroup>> visit) {
    List<Op> visited = new ArrayList<>();
    visit.accept(group -> visited.addAll(inOrder(group)));
    assertThat(visited).doesNotHaveDuplicates();
    return new HashSet<>(visited);
  }

  /** The ops of a group, which are alike and in the order of their paths. */
  private static List<Op> inOrder(OpGroup group) {
    List<Op> ops = new ArrayList<>();
    for (int index = 0; index < group.size(); index++) {
      ops.add(group.op(index));
    }
    assertThat(ops).isSortedAccordingTo(Comparator.comparing(Op::path)).isNotEmpty();
    assertThat(ops).extracting(op -> fields(op.in())).containsOnly(fields(ops.get(0).in()));
    assertThat(ops)
        .extracting(op -> Set.copyOf(op.mask()))
        .containsOnly(Set.copyOf(ops.get(0).mask()));
    return ops;
  }

  private static Set<Field> fields(List<Slot> slots) {
    return slots.stream().map(Slot::field).collect(Collectors.toSet());
  }

  /** The ops that have all inputs. */
  private Set<Op> ready(Fields present) {
    Set<Op> ready = new HashSet<>(program.ops().values());
    ready.removeIf(op -> !op.in().stream().allMatch(slot -> isIn(present, slot)));
    return ready;
  }

  private static boolean needs(Op op, Field field) {
    return op.in().stream().anyMatch(slot -> slot.field().equals(field));
  }

  private static boolean isIn(Fields present, Slot slot) {
    return present.has(slot.field().number());
  }

  @Test
  void does_not_visit_ops_that_lack_the_input_which_the_fewest_need() {
    List<FieldSpec> fields = new ArrayList<>(List.of(Specs.field("/common")));
    List<OpSpec> ops = new ArrayList<>();
    for (int number = 0; number < 1_000; number++) {
      fields.add(Specs.field("/rare" + number));
      fields.add(Specs.field("/out" + number));
      ops.add(
          Specs.call(
              "/op" + number,
              List.of("/common", "/rare" + number),
              List.of(),
              List.of("/out" + number)));
    }
    Program large = compiler.compile(new Declaration(fields, ops), Program.EMPTY, 1).program();
    Field common = large.field("/common");
    Field rare = large.field("/rare7");
    Fields present = new Fields(new TreeSet<>(List.of(common.number(), rare.number())));
    assertThat(visited(visitor -> large.consumers(common, present, visitor)))
        .extracting(Op::path)
        .containsExactly("/op7");
    assertThat(visited(visitor -> large.candidates(present, visitor)))
        .extracting(Op::path)
        .containsExactly("/op7");
  }

  @Test
  void ops_with_the_same_inputs_and_masks_are_one_look() {
    List<FieldSpec> fields = List.of(Specs.field("/in"), Specs.field("/a"), Specs.field("/b"));
    List<OpSpec> ops = new ArrayList<>();
    for (int number = 0; number < 1_000; number++) {
      String out = number % 2 == 0 ? "/a" : "/b";
      ops.add(Specs.call("/op" + number, List.of("/in"), List.of(out), List.of(out)));
    }
    Program redundant = compiler.compile(new Declaration(fields, ops), Program.EMPTY, 1).program();
    Field in = redundant.field("/in");
    List<OpGroup> groups = new ArrayList<>();
    redundant.consumers(in, new Fields(new TreeSet<>(List.of(in.number()))), groups::add);

    assertThat(groups).extracting(OpGroup::size).containsExactly(500, 500);
  }
}
