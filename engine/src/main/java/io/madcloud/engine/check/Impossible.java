package io.madcloud.engine.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says why ops can never happen. */
final class Impossible {

  private static final int CIRCLE = -2;

  private final Wiring wiring;
  private final Courses courses;

  /** For an op the one with which the trouble begins, or {@link #CIRCLE}. */
  private final Map<Integer, Integer> roots = new HashMap<>();

  /**
   * Why an op can never happen.
   *
   * @param part of the op that is to blame, such as {@code in[1]}
   * @param text reads on after "because"
   */
  record Reason(String part, String text) {}

  /**
   * @param producer an op that should populate a missing input and can never happen itself, or
   *     {@link Wiring#NONE}
   */
  private record Cause(String part, int field, int producer, String text) {}

  /**
   * @param courses explored
   */
  Impossible(Wiring wiring, Courses courses) {
    this.wiring = wiring;
    this.courses = courses;
  }

  /** Why an op can never happen of which that is known. */
  Reason reason(int op) {
    Cause cause = cause(op);
    if (cause.producer == Wiring.NONE) {
      return new Reason(cause.part, cause.text);
    }
    String text = "its input %s comes of %s".formatted(path(cause.field), producersOf(cause.field));
    int root = root(op);
    if (root == CIRCLE) {
      text += ": ops wait for each other in a circle";
    } else if (root == cause.producer) {
      text += ": " + cause(root).text;
    } else {
      text += "; it begins with %s: %s".formatted(wiring.op(root), cause(root).text);
    }
    return new Reason(cause.part, text);
  }

  private String producersOf(int field) {
    int[] producers = wiring.producers(field);
    return producers.length == 1
        ? wiring.op(producers[0]) + " alone, which can never happen"
        : "%d ops that can never happen, such as %s"
            .formatted(producers.length, wiring.op(producers[0]));
  }

  private Cause cause(int op) {
    int[] inputs = wiring.inputs(op);
    for (int index = 0; index < inputs.length; index++) {
      if (wiring.producers(inputs[index]).length == 0) {
        String text = "nothing produces its input " + path(inputs[index]);
        return new Cause("in[" + index + "]", inputs[index], Wiring.NONE, text);
      }
    }
    for (int index = 0; index < inputs.length; index++) {
      int field = inputs[index];
      if (!courses.isUnitedField(field)
          || (courses.isComplete() && courses.notificationOf(field) == Wiring.NONE)) {
        return new Cause("in[" + index + "]", field, wiring.producers(field)[0], null);
      }
    }
    Courses.Masked masked = courses.masked(op);
    return masked == null
        ? new Cause("", Wiring.NONE, Wiring.NONE, apart(inputs))
        : new Cause(maskPart(op, masked), masked.field(), Wiring.NONE, setBy(masked));
  }

  private String maskPart(int op, Courses.Masked masked) {
    int[] masks = wiring.masks(op);
    int index = 0;
    while (masks[index] != masked.field()) {
      index++;
    }
    return "mask[" + index + "]";
  }

  private String setBy(Courses.Masked masked) {
    List<String> names =
        masked.notifications().stream().map(number -> wiring.op(number).path()).toList();
    return "its mask %s is set by every notification that leads to it: %s"
        .formatted(path(masked.field()), Phrases.list(names));
  }

  private String apart(int[] inputs) {
    List<String> origins = new ArrayList<>();
    for (int field : inputs) {
      String notification = wiring.op(courses.notificationOf(field)).path();
      origins.add("%s comes with %s".formatted(path(field), notification));
    }
    return "a process begins with one notification, and none leads to all of its inputs: "
        + Phrases.list(origins);
  }

  /** Follows missing inputs to the op with which the trouble begins. */
  private int root(int op) {
    List<Integer> chain = new ArrayList<>();
    int next = op;
    Integer root = roots.get(next);
    while (root == null) {
      roots.put(next, CIRCLE);
      chain.add(next);
      Cause cause = cause(next);
      if (cause.producer == Wiring.NONE) {
        root = next;
      } else {
        next = cause.producer;
        root = roots.get(next);
      }
    }
    for (int each : chain) {
      roots.put(each, root);
    }
    return root;
  }

  private String path(int field) {
    return wiring.field(field).path();
  }
}
