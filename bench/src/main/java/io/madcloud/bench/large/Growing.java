package io.madcloud.bench.large;

import io.madcloud.bench.load.WrongOutcomeException;
import io.madcloud.wire.Call;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.OutcomeFieldset;
import io.madcloud.wire.ProcessStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Processes that become large in one way, by replies that come one by one. */
enum Growing {
  /** Each reply makes the next call: a register that counts up. */
  INVOCATIONS(
      """
      mount: /large
      fields: { n: { type: long, merge: latest }, last: long }
      ops:
        begin: { out: [n], returns: [last] }
        next: { in: [n], out: [n, last], call: worker }
      """) {
    @Override
    Map<String, Object> event(int size) {
      return Map.of("n", 1L);
    }

    @Override
    List<Map<String, Object>> reply(Call call, int size) {
      long n = (Long) call.getInputs().get("n");
      return List.of(n < size ? Map.of("n", n + 1) : Map.of("last", n));
    }

    @Override
    boolean isRight(Outcome outcome, int size) {
      return outcome.getDone() == size
          && outcome.getFieldsets().size() == 1
          && outcome.getFieldsets().get(0).getFields().equals(Map.of("/large/last", (long) size));
    }
  },
  /** A reply with many alternatives, and a call for each of them. */
  FIELDSETS(
      """
      mount: /large
      fields: { n: long, item: long, answer: long }
      ops:
        begin: { out: [n], returns: [item, answer] }
        split: { in: [n], out: [item], call: worker }
        ask: { in: [item], out: [answer], call: worker }
      """) {
    @Override
    Map<String, Object> event(int size) {
      return Map.of("n", (long) size);
    }

    @Override
    List<Map<String, Object>> reply(Call call, int size) {
      Object item = call.getInputs().get("item");
      return item == null
          ? LongStream.rangeClosed(1, size)
              .<Map<String, Object>>mapToObj(n -> Map.of("item", n))
              .toList()
          : List.of(Map.of("answer", item));
    }

    @Override
    boolean isRight(Outcome outcome, int size) {
      TreeSet<Object> items = new TreeSet<>();
      boolean answered = true;
      for (OutcomeFieldset fieldset : outcome.getFieldsets()) {
        Object item = fieldset.getFields().get("/large/item");
        answered &= item.equals(fieldset.getFields().get("/large/answer"));
        items.add(item);
      }
      return answered && items.size() == size && outcome.getDone() == size + 1;
    }
  };

  /** Path of the op that starts a process. */
  static final String NOTIFICATION = "/large/begin";

  /** The server that every call goes to. */
  static final String SERVER = "worker";

  private final String program;

  Growing(String program) {
    this.program = program;
  }

  /** Its one program, whatever the size. */
  String program() {
    return program;
  }

  /** Fields of the notification of a process that grows to this size. */
  abstract Map<String, Object> event(int size);

  /** What the server answers. */
  abstract List<Map<String, Object>> reply(Call call, int size);

  /**
   * Sees that a process came to what it must.
   *
   * @throws WrongOutcomeException if not
   */
  void check(Outcome outcome, int size) {
    if (outcome.getStatus() != ProcessStatus.QUIESCENT || !isRight(outcome, size)) {
      throw new WrongOutcomeException(
          "Expected a process of %,d %s to end with all of them, but it is %s (%s) with %,d done"
              .formatted(size, this, outcome.getStatus(), outcome.getReason(), outcome.getDone()));
    }
  }

  abstract boolean isRight(Outcome outcome, int size);

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
