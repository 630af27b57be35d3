package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;
import io.madcloud.op.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The table of merge policies, value by value. */
final class MergerTest {

  private static final Instant T1 = Instant.ofEpochMilli(1);
  private static final Instant T2 = Instant.ofEpochMilli(2);

  static final List<Arguments> TABLE =
      List.of(
          row(Merge.FORK, "long", 3L, ids(2), 1L, 2L, 3L),
          row(Merge.FORK, "long", 1L, ids(0), 1L, 1L, 1L),
          row(Merge.FORK, "long", 1L, ids(2), 1L, 2L, 1L),
          row(Merge.FORK, "list<long>", List.of(1L), ids(0), List.of(1L), List.of(1L)),
          row(Merge.FIRST, "long", 1L, ids(0), 1L, 2L, 3L),
          row(Merge.LATEST, "long", 3L, ids(2), 1L, 2L, 3L),
          row(Merge.MAX, "long", 3L, ids(1), 1L, 3L, 3L, 2L),
          row(Merge.MAX, "long", Long.MAX_VALUE, ids(1), Long.MIN_VALUE, Long.MAX_VALUE),
          row(Merge.MAX, "double", 0.0, ids(1), -0.0, 0.0),
          row(Merge.MAX, "boolean", true, ids(1), false, true, true),
          row(Merge.MAX, "timestamp", T2, ids(0), T2, T1),
          row(Merge.MAX, "bytes", bytes(200), ids(1), bytes(100), bytes(200)),
          row(Merge.MAX, "string", "b", ids(1), "a", "b"),
          row(Merge.MAX, "string", "ab", ids(1), "a", "ab"),
          row(Merge.MAX, "string", "\ud834\udd1e", ids(1), "\uff5e", "\ud834\udd1e"),
          row(Merge.MAX, "string", "\ud834\udd1f", ids(1), "\ud834\udd1e", "\ud834\udd1f"),
          row(Merge.MIN, "long", 1L, ids(1), 3L, 1L, 1L),
          row(Merge.MIN, "string", "\uff5e", ids(0), "\uff5e", "\ud834\udd1e"),
          row(Merge.UNION, "list<long>", List.of(), ids(0), List.of()),
          row(Merge.UNION, "list<long>", List.of(1L), ids(0), List.of(1L, 1L), List.of(1L)),
          row(
              Merge.UNION,
              "list<long>",
              List.of(2L, 1L, 3L),
              ids(0, 2),
              List.of(2L, 1L),
              List.of(1L),
              List.of(3L, 2L)),
          row(Merge.SUM, "long", 6L, ids(0, 1, 2), 1L, 2L, 3L),
          row(Merge.SUM, "long", 0L, ids(0, 1), 0L, 0L),
          row(Merge.SUM, "long", Long.MAX_VALUE, ids(0, 1), Long.MAX_VALUE, 1L),
          row(Merge.SUM, "long", Long.MIN_VALUE, ids(0, 1), Long.MIN_VALUE, -1L),
          row(Merge.SUM, "long", 5L, ids(0, 1, 2), Long.MAX_VALUE, 5L, -Long.MAX_VALUE),
          row(Merge.SUM, "double", 0.75, ids(0, 1), 0.5, 0.25));

  private static Arguments row(
      Merge merge, String type, Object value, int[] shapedBy, Object... contributions) {
    return Arguments.of(merge, type, value, shapedBy, Arrays.asList(contributions));
  }

  private static int[] ids(int... ids) {
    return ids;
  }

  private static Bytes bytes(int only) {
    return Bytes.of(new byte[] {(byte) only});
  }

  @ParameterizedTest
  @FieldSource("TABLE")
  void a_policy_makes_a_value_of_contributions_and_says_who_shaped_it(
      Merge merge, String type, Object value, int[] shapedBy, List<Object> contributions) {
    Field field = new Field(0, "/x", FieldType.parse(type), merge, false, null);
    List<Message> messages = new ArrayList<>();
    for (Object contribution : contributions) {
      messages.add(new Message(messages.size(), new int[] {0}, new Object[] {contribution}));
    }
    int[] all = IntStream.range(0, messages.size()).toArray();
    Merger merger = new Merger(field, all, messages);
    assertThat(merger.value()).isEqualTo(value);
    assertThat(merger.shapedBy()).containsExactly(shapedBy);
  }
}
