package io.madcloud.engine;

import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Slot;
import io.madcloud.op.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Servers that answer the same question with the same messages, of values from small domains. */
final class RandomAnswers {

  private static final int DOMAIN = 3;

  private final long seed;

  RandomAnswers(long seed) {
    this.seed = seed;
  }

  /** What the server of an op answers to the inputs of an invocation: up to three messages. */
  List<Map<String, Object>> messages(Op op, Invocation invocation, Process process) {
    List<Object> question = new ArrayList<>(List.of(op.path()));
    List<Identity> key = Identity.inKey(invocation);
    for (int index = 0; index < key.size(); index++) {
      int[] producers = key.get(index).producers().stream().mapToInt(each -> each).toArray();
      question.add(process.valueOf(op.in().get(index).field(), producers));
    }
    SplittableRandom random = new SplittableRandom(seed * 31 + question.hashCode());
    List<Map<String, Object>> messages = new ArrayList<>();
    for (int count = Math.max(0, random.nextInt(6) - 2); count > 0; count--) {
      messages.add(message(op, random));
    }
    return messages;
  }

  /** Some of the fields that an op produces. */
  static Map<String, Object> message(Op op, SplittableRandom random) {
    Map<String, Object> message = new LinkedHashMap<>();
    for (Slot slot : op.out()) {
      if (random.nextInt(5) > 0) {
        message.put(slot.local(), value(slot.field().type(), random));
      }
    }
    return message;
  }

  private static Object value(FieldType type, SplittableRandom random) {
    int number = random.nextInt(DOMAIN);
    return switch (type.kind()) {
      case BOOLEAN -> number == 0;
      case LONG, ANY -> (long) number;
      case DOUBLE -> number + 0.5;
      case STRING -> "abc".substring(number, number + 1);
      case BYTES -> Bytes.of(new byte[] {(byte) number});
      case TIMESTAMP -> Instant.ofEpochMilli(number);
      case LIST -> List.of(value(type.element(), random), value(type.element(), random));
      case MAP -> Map.of("key", value(type.element(), random));
    };
  }
}
