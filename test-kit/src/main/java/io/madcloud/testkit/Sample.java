package io.madcloud.testkit;

import java.util.Map;
import java.util.function.Supplier;

/** Inputs, and what the op answered when it was asked first. */
final class Sample {

  private final Supplier<Map<String, Object>> maker;
  private final Answer answer;

  Sample(Supplier<Map<String, Object>> maker, Answer answer) {
    this.maker = maker;
    this.answer = answer;
  }

  /** The inputs by local name; made anew at every call, for an op may spoil them. */
  Map<String, Object> inputs() {
    return maker.get();
  }

  Answer answer() {
    return answer;
  }
}
