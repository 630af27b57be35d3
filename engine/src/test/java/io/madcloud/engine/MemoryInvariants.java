package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Invocations and what fieldsets remember of them are right. */
final class MemoryInvariants {

  private final Process process;
  private final Program program;

  MemoryInvariants(Process process, Program program) {
    this.process = process;
    this.program = program;
  }

  void check() {
    if (process.status() == Status.FAILED || process.status() == Status.CANCELLED) {
      return; // Its memory is gone.
    }
    Set<Object> keys = new HashSet<>();
    for (int number = 1; number <= process.invocationCount(); number++) {
      Invocation invocation = process.invocation(number);
      key(number, invocation);
      reply(number, invocation);
      Object key = List.of(program.op(invocation.op()).path(), Identity.inKey(invocation));
      assertThat(keys.add(key)).as("key of invocation %d is its own", number).isTrue();
    }
    for (int number : process.live.toArray()) {
      Fieldset fieldset = process.fieldsets.get(number);
      awaited(fieldset);
      applied(fieldset);
      contributed(fieldset);
    }
  }

  /** Identities in keys exist or existed: their producers are messages that hold the field. */
  private void key(int number, Invocation invocation) {
    Op op = program.op(invocation.op());
    List<Identity> key = Identity.inKey(invocation);
    assertThat(key.stream().map(Identity::field))
        .as("fields in the key of invocation %d", number)
        .containsExactlyElementsOf(op.in().stream().map(slot -> slot.field().number()).toList());
    for (Identity identity : key) {
      Field field = program.field(identity.field());
      boolean many = field.merge() == Merge.UNION || field.merge() == Merge.SUM;
      assertThat(identity.producers()).as("producers of %s", field.path()).isNotEmpty();
      assertThat(identity.producers()).as("of %s", field.path()).doesNotHaveDuplicates();
      assertThat(many || identity.producers().size() == 1)
          .as("one producer of %s", field.path())
          .isTrue();
      for (int producer : identity.producers()) {
        assertThat(producer).as("producer").isBetween(0, process.messages.size() - 1);
        Message message = process.messages.get(producer);
        assertThat(message.value(field.number())).as("value of %s", field.path()).isNotNull();
        assertThat(message.invocation())
            .as("invocation %d uses what was produced before", number)
            .isLessThan(number);
      }
    }
  }

  private void reply(int number, Invocation invocation) {
    int first = invocation.firstMessage();
    if (invocation.state() != Invocation.State.DONE) {
      assertThat(invocation.messages()).as("messages of invocation %d", number).isZero();
    }
    for (int index = first; index < first + invocation.messages(); index++) {
      Message message = process.messages.get(index);
      assertThat(message.invocation()).as("who made message %d", index).isEqualTo(number);
      for (int field : message.fields()) {
        assertThat(program.op(invocation.op()).canProduce(program.field(field)))
            .as("%s can produce %s", program.op(invocation.op()), program.field(field))
            .isTrue();
      }
    }
  }

  private void awaited(Fieldset fieldset) {
    for (int number : fieldset.awaited().toArray()) {
      Invocation invocation = process.invocation(number);
      String what = fieldset.id() + " awaits invocation " + number;
      assertThat(invocation.isPending()).as("pending as " + what).isTrue();
      assertThat(Identity.in(fieldset))
          .as("key present as " + what)
          .containsAll(Identity.inKey(invocation));
      Op op = program.op(invocation.op());
      if (op.spec().dropsWhenMasked() && op.equals(program.op(op.path()))) {
        assertThat(op.mask().stream().noneMatch(mask -> fieldset.has(mask.number())))
            .as("not masked as " + what)
            .isTrue();
      }
    }
  }

  private void applied(Fieldset fieldset) {
    for (int number : fieldset.applied().toArray()) {
      String what = "invocation " + number + ", applied to " + fieldset.id();
      assertThat(process.invocation(number).isAnswered()).as(what + ", answered").isTrue();
      assertThat(fieldset.awaited().contains(number)).as(what + ", still awaited").isFalse();
    }
  }

  /** A register keeps its last word though the invocation is forgotten; nothing else does. */
  private void contributed(Fieldset fieldset) {
    for (int number : fieldset.fields().numbers()) {
      Field field = program.field(number);
      for (int message : fieldset.get(number).contributions()) {
        int invocation = process.messages.get(message).invocation();
        assertThat(
                invocation == 0
                    || field.merge() == Merge.LATEST
                    || fieldset.applied().contains(invocation))
            .as("%s applied, whose %s %s has", invocation, field.path(), fieldset.id())
            .isTrue();
      }
    }
  }
}
