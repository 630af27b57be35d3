package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RowsTest {

  @Test
  void versions_are_the_lists_that_they_were_and_share_what_did_not_change() {
    SplittableRandom random = new SplittableRandom(5);
    Rows<Integer> rows = new Rows<>();
    List<Integer> expected = new ArrayList<>();
    for (int version = 1; version < 300; version++) {
      Rows<Integer> earlier = rows;
      List<Integer> earlierExpected = List.copyOf(expected);
      rows = rows.copy();
      for (int step = random.nextInt(20); step > 0; step--) {
        change(random, rows, expected, earlierExpected.size(), version * 100 + step);
      }
      assertThat(rows).isEqualTo(expected);
      assertThat(earlier).isEqualTo(earlierExpected);
      for (int leaf = 0; leaf <= rows.size() / Rows.LEAF; leaf++) {
        if (rows.sharesLeaf(leaf, earlier)) {
          assertThat(leaf(expected, leaf)).isEqualTo(leaf(earlierExpected, leaf));
        }
      }
    }
    assertThat(rows).hasSizeGreaterThan(500);
  }

  private static void change(
      SplittableRandom random, Rows<Integer> rows, List<Integer> expected, int least, int row) {
    switch (random.nextInt(8)) {
      case 0 -> {
        int size = random.nextInt(least, expected.size() + 1);
        rows.truncate(size);
        expected.subList(size, expected.size()).clear();
      }
      case 1, 2 -> {
        if (!expected.isEmpty()) {
          int index = random.nextInt(expected.size());
          assertThat(rows.set(index, row)).isEqualTo(expected.set(index, row));
        }
      }
      default -> {
        rows.add(row);
        expected.add(row);
      }
    }
  }

  private static List<Integer> leaf(List<Integer> rows, int leaf) {
    int from = Math.min(rows.size(), leaf * Rows.LEAF);
    return rows.subList(from, Math.min(rows.size(), from + Rows.LEAF));
  }

  @Test
  void only_the_leaf_that_changed_is_another() {
    Rows<Integer> earlier = Rows.of(Collections.nCopies(40, 7));
    Rows<Integer> later = earlier.copy();
    later.set(20, 8);
    assertThat(later.sharesLeaf(0, earlier)).isTrue();
    assertThat(later.sharesLeaf(1, earlier)).isFalse();
    assertThat(later.sharesLeaf(2, earlier)).isTrue();
    assertThat(later.sharesLeaf(3, earlier)).isTrue();
    later.add(9);
    assertThat(later.sharesLeaf(2, earlier)).isFalse();
  }

  @Test
  void nothing_is_read_beyond_the_last() {
    Rows<String> rows = Rows.of(List.of("a", "b"));
    rows.truncate(1);
    assertThatThrownBy(() -> rows.get(1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("Expected an index below 1, but 1");
  }
}
