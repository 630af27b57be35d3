package io.madcloud.engine.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PersistentMapTest {

  /** A key whose hash has few values, so that keys collide in all bits. */
  private record Key(int number, int hashes) {
    @Override
    public int hashCode() {
      return number % hashes;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1_000_000})
  void does_what_a_hash_map_does_however_keys_collide(int hashes) {
    SplittableRandom random = new SplittableRandom(hashes);
    Map<Key, Integer> expected = new HashMap<>();
    PersistentMap<Key, Integer> map = PersistentMap.empty();
    for (int step = 0; step < 3_000; step++) {
      Key key = new Key(random.nextInt(60), hashes);
      if (random.nextInt(100) < (step < 1_500 ? 60 : 30)) {
        map = map.with(key, step);
        expected.put(key, step);
      } else {
        map = map.without(key);
        expected.remove(key);
      }
      assertThat(map.size()).isEqualTo(expected.size());
      assertThat(map.isEmpty()).isEqualTo(expected.isEmpty());
      assertThat(map.get(key)).isEqualTo(expected.get(key));
      if (step % 50 == 0) {
        same(map, expected, hashes);
      }
    }
    same(map, expected, hashes);
  }

  private static void same(
      PersistentMap<Key, Integer> map, Map<Key, Integer> expected, int hashes) {
    for (int number = 0; number < 60; number++) {
      Key key = new Key(number, hashes);
      assertThat(map.get(key)).isEqualTo(expected.get(key));
    }
    List<Integer> values = new ArrayList<>();
    map.forEach(values::add);
    assertThat(values).containsExactlyInAnyOrderElementsOf(expected.values());
    List<Key> keys = new ArrayList<>();
    map.forEachKey(keys::add);
    assertThat(keys).containsExactlyInAnyOrderElementsOf(expected.keySet());
  }

  @Test
  void a_change_leaves_the_map_before_it_as_it_was() {
    SplittableRandom random = new SplittableRandom(1);
    List<PersistentMap<Key, Integer>> maps = new ArrayList<>();
    List<Map<Key, Integer>> expected = new ArrayList<>();
    maps.add(PersistentMap.empty());
    expected.add(Map.of());
    for (int step = 0; step < 300; step++) {
      int from = random.nextInt(maps.size());
      Key key = new Key(random.nextInt(60), 5);
      Map<Key, Integer> changed = new HashMap<>(expected.get(from));
      if (random.nextInt(3) > 0) {
        changed.put(key, step);
        maps.add(maps.get(from).with(key, step));
      } else {
        changed.remove(key);
        maps.add(maps.get(from).without(key));
      }
      expected.add(changed);
    }
    for (int index = 0; index < maps.size(); index++) {
      same(maps.get(index), expected.get(index), 5);
    }
  }

  @Test
  void the_last_key_leaves_the_empty_map() {
    PersistentMap<String, Integer> map = PersistentMap.<String, Integer>empty().with("a", 1);
    assertThat(map.without("a")).isSameAs(PersistentMap.empty());
    assertThat(map.without("b")).isSameAs(map);
  }
}
