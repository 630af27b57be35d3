package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class InvocationSetTest {

  @Test
  void does_what_a_sorted_set_does() {
    SplittableRandom random = new SplittableRandom(3);
    InvocationSet set = new InvocationSet();
    TreeSet<Integer> expected = new TreeSet<>();
    for (int step = 0; step < 5_000; step++) {
      int number = random.nextInt(1, 40);
      if (random.nextBoolean()) {
        set.add(number);
        expected.add(number);
      } else {
        set.remove(number);
        expected.remove(number);
      }
      assertThat(set.contains(number)).isEqualTo(expected.contains(number));
      same(set, expected);
    }
    set.clear();
    assertThat(set.isEmpty()).isTrue();
  }

  private static void same(InvocationSet set, SortedSet<Integer> expected) {
    int[] numbers = expected.stream().mapToInt(Integer::intValue).toArray();
    List<Integer> visited = new ArrayList<>();
    set.forEach(visited::add);
    assertThat(visited).containsExactlyElementsOf(expected);
    assertThat(set.toArray()).containsExactly(numbers);
    assertThat(set.isEmpty()).isEqualTo(expected.isEmpty());
    InvocationSet again = InvocationSet.ofBounds(set.bounds());
    assertThat(again).isEqualTo(set).hasSameHashCodeAs(set);
  }

  @Test
  void a_run_has_two_bounds_however_long_it_is() {
    InvocationSet set = new InvocationSet();
    for (int number = 1; number <= 10_000; number++) {
      set.add(number);
    }
    assertThat(set.bounds()).containsExactly(1, 10_001);
    set.remove(7);
    assertThat(set.bounds()).containsExactly(1, 7, 8, 10_001);
  }

  @Test
  void a_copy_goes_its_own_way() {
    InvocationSet set = InvocationSet.ofBounds(new int[] {1, 2, 3, 4});
    InvocationSet copy = set.copy();
    copy.add(2);
    copy.remove(3);
    set.add(9);
    assertThat(set.toArray()).containsExactly(1, 3, 9);
    assertThat(copy.toArray()).containsExactly(1, 2);
  }

  @Test
  void all_of_another_set_are_added() {
    InvocationSet set = InvocationSet.ofBounds(new int[] {2, 3, 4, 5});
    set.addAll(InvocationSet.ofBounds(new int[] {1, 3, 5, 6}));
    assertThat(set.toArray()).containsExactly(1, 2, 4, 5);
  }
}
