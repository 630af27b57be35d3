package io.madcloud.bench.contest;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Something that can grow while all else stays. */
public enum Dimension {
  PARTITIONS("partitions", "growth-partitions", 1, 2, 4, 8) {
    @Override
    Shape shape(long size) {
      return Shape.USUAL.withPartitions((int) size);
    }
  },
  THREADS("stream threads", "growth-threads", 1, 2, 4) {
    @Override
    Shape shape(long size) {
      return Shape.USUAL.withThreads((int) size);
    }
  },
  VALUE_SIZE("value size, bytes", "growth-value-size", 20, 200, 2_000, 20_000, 100_000) {
    @Override
    Shape shape(long size) {
      return Shape.USUAL.withValueBytes((int) size);
    }
  },
  RETAINED(
      "finished processes retained", "growth-retained", 10_000, 100_000, 1_000_000, 5_000_000) {
    @Override
    Shape shape(long size) {
      return Shape.USUAL;
    }

    /** At most as many as are retained elsewhere; when quick, so many and ten times as many. */
    @Override
    List<Long> sizes(Terms terms) {
      long most = Math.max(1, terms.retained());
      return terms.isQuick()
          ? List.of(most, 10 * most)
          : Stream.concat(usual().filter(size -> size < most), Stream.of(most)).toList();
    }
  };

  private static final int QUICK_SIZES = 2;

  private final String text;
  private final String bench;

  @SuppressWarnings("ImmutableEnumChecker") // A list that cannot change.
  private final List<Long> usual;

  Dimension(String text, String bench, long... usual) {
    this.text = text;
    this.bench = bench;
    this.usual = LongStream.of(usual).boxed().toList();
  }

  /** What grows, with its unit. */
  String text() {
    return text;
  }

  /** How the command line calls the bench. */
  public String bench() {
    return bench;
  }

  /** Name of the file that its picture goes into. */
  String file() {
    return bench + ".svg";
  }

  /** The sizes that are measured when there is time. */
  Stream<Long> usual() {
    return usual.stream();
  }

  /** The sizes that are measured, from the least to the greatest. */
  List<Long> sizes(Terms terms) {
    return terms.isQuick() ? usual.subList(0, QUICK_SIZES) : usual;
  }

  /** Of both sides, at a size. */
  abstract Shape shape(long size);
}
