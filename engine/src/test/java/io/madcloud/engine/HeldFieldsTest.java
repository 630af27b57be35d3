package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It does what a sorted map does that is copied before each change. */
final class HeldFieldsTest {

  private static final Field ANY = new Field(0, "/f", FieldType.LONG, Merge.FORK, false, null);
  private static final int VERSIONS = 20;

  @ParameterizedTest
  @ValueSource(ints = {3, 40, 400})
  void every_version_holds_what_was_put_into_it(int fields) {
    SplittableRandom random = new SplittableRandom(fields);
    List<HeldFields> versions = new ArrayList<>(List.of(HeldFields.EMPTY));
    List<Map<Integer, Held>> expected = new ArrayList<>(List.of(Map.of()));
    for (int step = 0; step < 3_000; step++) {
      HeldFields now = versions.get(versions.size() - 1);
      Map<Integer, Held> map = new TreeMap<>(expected.get(expected.size() - 1));
      int field = random.nextInt(fields);
      if (map.containsKey(field) && random.nextInt(3) == 0) {
        map.remove(field);
        versions.add(now.without(field));
      } else {
        Held held = held(step);
        map.put(field, held);
        versions.add(now.with(field, held));
      }
      expected.add(map);
      if (versions.size() > VERSIONS) {
        versions.remove(0);
        expected.remove(0);
      }
      int other = random.nextInt(versions.size());
      assertThat(held(versions.get(other))).isEqualTo(expected.get(other));
      int last = versions.size() - 1;
      assertThat(versions.get(last).get(field)).isSameAs(expected.get(last).get(field));
      assertThat(versions.get(last).size()).isEqualTo(expected.get(last).size());
      assertThat(differences(versions.get(last), versions.get(other)))
          .isEqualTo(differences(expected.get(last), expected.get(other)));
    }
  }

  private static Held held(int message) {
    List<Message> messages = List.of(new Message(0, new int[] {0}, new Object[] {(long) message}));
    return Held.of(ANY, new int[] {0}, messages);
  }

  private static Map<Integer, Held> held(HeldFields fields) {
    Map<Integer, Held> held = new TreeMap<>();
    fields.forEach(held::put);
    assertThat(fields.numbers())
        .containsExactly(held.keySet().stream().mapToInt(Integer::intValue).toArray());
    return held;
  }

  private static List<List<Object>> differences(HeldFields now, HeldFields was) {
    List<List<Object>> differences = new ArrayList<>();
    now.forEachOtherThan(was, (field, old, held) -> differences.add(difference(field, old, held)));
    return differences;
  }

  private static List<List<Object>> differences(Map<Integer, Held> now, Map<Integer, Held> was) {
    List<List<Object>> differences = new ArrayList<>();
    now.forEach(
        (field, held) -> {
          if (held != was.get(field)) {
            differences.add(difference(field, was.get(field), held));
          }
        });
    return differences;
  }

  private static List<Object> difference(int field, Held was, Held now) {
    return List.of(field, was == null ? "nothing" : was, now);
  }
}
