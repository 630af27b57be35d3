package io.madcloud.bench.contest;

import io.madcloud.bench.load.Payload;
import io.madcloud.bench.ops.Rotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** The values that processes begin with: the same for every side of every run. */
final class Texts {

  private static final int MOST_DIFFERENT = 1_024;

  /** Long texts are fewer, so that all of them fit into memory. */
  private static final int MOST_BYTES = 10_000_000;

  private static final long SEED = 20_261_101;

  private Texts() {}

  /**
   * Texts as a side is sent them.
   *
   * @param bytes of each text
   * @param steps how often each is rotated until it is in the outcome
   */
  static Payload payload(int bytes, int steps, Function<String, byte[]> encoded) {
    List<byte[]> values = new ArrayList<>();
    List<byte[]> expected = new ArrayList<>();
    Random random = new Random(SEED);
    int different = Math.min(MOST_DIFFERENT, MOST_BYTES / bytes);
    for (int i = 0; i < different; i++) {
      String text = text(bytes, random);
      values.add(encoded.apply(text));
      String last = text;
      for (int step = 0; step < steps; step++) {
        last = Rotation.of(last);
      }
      expected.add(last.getBytes(StandardCharsets.UTF_8));
    }
    return new Payload(values, expected);
  }

  private static String text(int bytes, Random random) {
    StringBuilder text = new StringBuilder(bytes);
    while (text.length() < bytes) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
