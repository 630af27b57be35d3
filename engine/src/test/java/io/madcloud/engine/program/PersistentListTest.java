package io.madcloud.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PersistentListTest {

  private static final int LARGE = 40_000;

  @Test
  void it_agrees_with_an_ordinary_list_and_leaves_older_ones_as_they_were() {
    Random random = new Random(7);
    List<Integer> expected = new ArrayList<>();
    PersistentList<Integer> list = PersistentList.empty();
    List<Integer> halfway = null;
    PersistentList<Integer> older = null;
    for (int step = 0; step < LARGE; step++) {
      if (step == LARGE / 2) {
        halfway = List.copyOf(expected);
        older = list;
      }
      if (expected.isEmpty() || random.nextInt(4) > 0) {
        list = list.with(expected.size(), step);
        expected.add(step);
      } else {
        int index = random.nextInt(expected.size());
        list = list.with(index, step);
        expected.set(index, step);
      }
    }
    assertThat(elements(list)).isEqualTo(expected);
    assertThat(elements(older)).isEqualTo(halfway);
  }

  @Test
  void there_is_nothing_outside() {
    PersistentList<String> list = PersistentList.<String>empty().with(0, "a");

    assertThat(list.get(-1)).isNull();
    assertThat(list.get(1)).isNull();
  }

  @Test
  void a_gap_is_refused() {
    assertThatThrownBy(() -> PersistentList.empty().with(1, "a"))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("Expected an index of 0 to 0, but 1");
  }

  private static List<Integer> elements(PersistentList<Integer> list) {
    List<Integer> elements = new ArrayList<>();
    for (int index = 0; index < list.size(); index++) {
      elements.add(list.get(index));
    }
    return elements;
  }
}
