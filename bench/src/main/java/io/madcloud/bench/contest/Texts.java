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

  static final int BYTES = 200;

  private static final int DIFFERENT = 1_024;
  private static final long SEED = 20_261_101;

  private Texts() {}

  /**
   * Texts as a side is sent them.
   *
   * @param steps how often each is rotated until it is in the outcome
   */
  static Payload payload(int steps, Function<String, byte[]> encoded) {
    List<byte[]> values = new ArrayList<>();
    List<byte[]> expected = new ArrayList<>();
    Random random = new Random(SEED);
    for (int i = 0; i < DIFFERENT; i++) {
      String text = text(random);
      values.add(encoded.apply(text));
      String last = text;
      for (int step = 0; step < steps; step++) {
        last = Rotation.of(last);
      }
      expected.add(last.getBytes(StandardCharsets.UTF_8));
    }
    return new Payload(values, expected);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder(BYTES);
    while (text.length() < BYTES) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
