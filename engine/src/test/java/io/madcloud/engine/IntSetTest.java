package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class IntSetTest {

  @Test
  void does_what_a_sorted_set_does() {
    SplittableRandom random = new SplittableRandom(3);
    IntSet set = new IntSet();
    TreeSet<Integer> expected = new TreeSet<>();
    for (int step = 0; step < 5_000; step++) {
      int item = random.nextInt(40);
      if (random.nextBoolean()) {
        set.add(item);
        expected.add(item);
      } else {
        set.remove(item);
        expected.remove(item);
      }
      assertThat(set.contains(item)).isEqualTo(expected.contains(item));
      same(set, expected);
    }
    set.clear();
    assertThat(set.isEmpty()).isTrue();
  }

  private static void same(IntSet set, SortedSet<Integer> expected) {
    int[] items = expected.stream().mapToInt(Integer::intValue).toArray();
    assertThat(set.toArray()).containsExactly(items);
    assertThat(set.size()).isEqualTo(items.length);
    assertThat(set.isEmpty()).isEqualTo(expected.isEmpty());
    assertThat(set).isEqualTo(IntSet.ofSorted(items)).hasSameHashCodeAs(IntSet.ofSorted(items));
  }

  @Test
  void a_copy_goes_its_own_way() {
    IntSet set = IntSet.ofSorted(new int[] {1, 3});
    IntSet copy = set.copy();
    copy.add(2);
    copy.remove(3);
    set.add(9);
    assertThat(set.toArray()).containsExactly(1, 3, 9);
    assertThat(copy.toArray()).containsExactly(1, 2);
  }

  @Test
  void all_of_another_set_are_added_in_order() {
    IntSet set = IntSet.ofSorted(new int[] {2, 4});
    set.addAll(IntSet.ofSorted(new int[] {1, 2, 5}));
    assertThat(set.toArray()).containsExactly(1, 2, 4, 5);
    assertThat(set.get(2)).isEqualTo(4);
  }
}
