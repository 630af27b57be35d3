package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.op.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The table of merge policies: the value of contributions, and the producers that shaped it. */
final class Merger {

  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private final Field field;
  private final int[] contributions;
  private final List<Message> messages;
  private Object value;
  private int[] shapedBy;

  Merger(Field field, int[] contributions, List<Message> messages) {
    this.field = field;
    this.contributions = contributions;
    this.messages = messages;
    switch (field.merge()) {
      case FORK -> newestRun();
      case FIRST -> single(0);
      case LATEST -> single(contributions.length - 1);
      case MAX -> extreme(1);
      case MIN -> extreme(-1);
      case UNION -> union();
      case SUM -> sum();
    }
  }

  Object value() {
    return value;
  }

  int[] shapedBy() {
    return shapedBy;
  }

  private Object contributed(int index) {
    return messages.get(contributions[index]).value(field.number());
  }

  private void single(int index) {
    value = contributed(index);
    shapedBy = contributions.length == 1 ? contributions : new int[] {contributions[index]};
  }

  private void newestRun() {
    int first = contributions.length - 1;
    Object newest = contributed(first);
    while (first > 0 && contributed(first - 1).equals(newest)) {
      first--;
    }
    single(first);
  }

  private void extreme(int sign) {
    int best = 0;
    for (int index = 1; index < contributions.length; index++) {
      if (compare(contributed(index), contributed(best)) * sign > 0) {
        best = index;
      }
    }
    single(best);
  }

  private void union() {
    Set<Object> elements = new LinkedHashSet<>();
    int[] shaping = new int[contributions.length];
    int count = 0;
    for (int index = 0; index < contributions.length; index++) {
      if (elements.addAll((List<?>) contributed(index)) || index == 0) {
        shaping[count++] = contributions[index];
      }
    }
    value = new ArrayList<>(elements);
    shapedBy = Arrays.copyOf(shaping, count);
  }

  private void sum() {
    shapedBy = contributions;
    if (contributed(0) instanceof Double) {
      double total = 0;
      for (int index = 0; index < contributions.length; index++) {
        total += (Double) contributed(index);
      }
      value = total;
    } else {
      value = exactSum();
    }
  }

  /** The total of all, brought within the bounds at the end, so that no order matters. */
  private Long exactSum() {
    long total = 0;
    for (int index = 0; index < contributions.length; index++) {
      long next = (Long) contributed(index);
      long sum = total + next;
      if (((total ^ sum) & (next ^ sum)) < 0) {
        return wideSum();
      }
      total = sum;
    }
    return total;
  }

  private Long wideSum() {
    BigInteger total = BigInteger.ZERO;
    for (int index = 0; index < contributions.length; index++) {
      total = total.add(BigInteger.valueOf((Long) contributed(index)));
    }
    return total.max(MIN_LONG).min(MAX_LONG).longValue();
  }

  private static int compare(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return Double.compare(a, b);
    }
    if (left instanceof String a && right instanceof String b) {
      return compareCodePoints(a, b);
    }
    if (left instanceof Instant a && right instanceof Instant b) {
      return a.compareTo(b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return Boolean.compare(a, b);
    }
    if (left instanceof Bytes a && right instanceof Bytes b) {
      return a.compareTo(b);
    }
    throw new IllegalArgumentException(
        "Expected two ordered values of one type, but found "
            + left.getClass()
            + " and "
            + right.getClass());
  }

  /** Java compares strings by UTF-16 units, which puts U+FFFF behind U+10000. */
  private static int compareCodePoints(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int index = 0; index < length; index++) {
      char a = left.charAt(index);
      char b = right.charAt(index);
      if (a != b) {
        boolean bothSurrogate = Character.isSurrogate(a) == Character.isSurrogate(b);
        return bothSurrogate ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
