package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Program;
import io.madcloud.op.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of fieldsets is right: ids, the live ones, closed ones empty, everything counted. */
final class TableInvariants {

  private final Process process;
  private final Program program;

  TableInvariants(Process process, Program program) {
    this.process = process;
    this.program = program;
  }

  void check(Limits limits) {
    List<Integer> live = new ArrayList<>();
    int[] forks = new int[process.fieldsets.size()];
    for (int number = 0; number < forks.length; number++) {
      Fieldset fieldset = process.fieldsets.get(number);
      id(number, fieldset, forks);
      if (fieldset.isClosed()) {
        empty(fieldset);
      } else {
        live.add(number);
        counters(fieldset);
      }
    }
    for (Fieldset fieldset : process.fieldsets) {
      assertThat(fieldset.forks())
          .as("forks made of %s", fieldset.id())
          .isEqualTo(forks[fieldset.number()]);
    }
    assertThat(process.live.toArray())
        .as("live fieldsets")
        .containsExactly(live.stream().mapToInt(Integer::intValue).toArray());
    Totals totals = Totals.NONE;
    for (int number : live) {
      totals = totals.with(process.fieldsets.get(number));
    }
    assertThat(process.totals).as("totals of all live fieldsets").isEqualTo(totals);
    limits(limits);
  }

  private void id(int number, Fieldset fieldset, int[] forks) {
    assertThat(fieldset.number()).as("number of %s", fieldset.id()).isEqualTo(number);
    if (number == 0) {
      assertThat(fieldset.id()).as("id of the root").isEqualTo("0");
      assertThat(fieldset.parent()).as("parent of the root").isEqualTo(-1);
      return;
    }
    assertThat(fieldset.parent()).as("parent of %s", fieldset.id()).isBetween(0, number - 1);
    int fork = ++forks[fieldset.parent()];
    assertThat(fieldset.id())
        .as("id of fieldset %d", number)
        .isEqualTo(process.fieldsets.get(fieldset.parent()).id() + "." + fork);
  }

  private static void empty(Fieldset closed) {
    assertThat(closed.fields().size()).as("fields of closed %s", closed.id()).isZero();
    assertThat(closed.count()).as("present fields of closed %s", closed.id()).isZero();
    assertThat(closed.bytes()).as("bytes of closed %s", closed.id()).isZero();
    assertThat(closed.awaited().toArray()).as("awaited by closed %s", closed.id()).isEmpty();
    assertThat(closed.applied().toArray()).as("applied to closed %s", closed.id()).isEmpty();
  }

  private void counters(Fieldset fieldset) {
    int present = 0;
    long bytes = 0;
    for (int number : fieldset.fields().numbers()) {
      Field field = program.field(number);
      Held held = fieldset.get(number);
      Held anew = Held.of(field, held.contributions(), process.messages);
      String what = field.path() + " in " + fieldset.id();
      assertThat(held.contributions()).as("contributions of " + what).doesNotHaveDuplicates();
      assertThat(held.value()).as("value of " + what).isEqualTo(anew.value());
      assertThat(held.shapedBy()).as("identity of " + what).isEqualTo(anew.shapedBy());
      if (held.contributions().length > 0) {
        present++;
        bytes += size(held.value());
      }
    }
    assertThat(fieldset.count()).as("present fields of %s", fieldset.id()).isEqualTo(present);
    assertThat(fieldset.bytes()).as("bytes of %s", fieldset.id()).isEqualTo(bytes);
    assertThat(fieldset.hasStale())
        .as("whether %s has stale fields", fieldset.id())
        .isEqualTo(present < fieldset.fields().size());
  }

  private void limits(Limits limits) {
    assertThat((long) process.live.size())
        .as("live fieldsets")
        .isLessThanOrEqualTo(Math.max(1, limits.fieldsets()));
    assertThat((long) process.firings).as("firings").isLessThanOrEqualTo(limits.firings());
    assertThat(process.bytes()).as("bytes").isLessThanOrEqualTo(limits.bytes());
  }

  /** The sizes of section 9 of the model, written down once more. */
  private static long size(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .mapToLong(entry -> size(entry.getKey()) + size(entry.getValue()))
          .sum();
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(TableInvariants::size).sum();
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
    if (value instanceof Bytes bytes) {
      return bytes.length();
    }
    return value instanceof Boolean ? 1 : 8;
  }
}
