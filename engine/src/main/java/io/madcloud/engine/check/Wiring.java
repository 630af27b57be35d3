package io.madcloud.engine.check;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Computation;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The ops of a program, numbered densely in the order of their paths, and the fields that lead from
 * one to the other, by their numbers in the program. Immutable.
 */
final class Wiring {

  /** Stands for no field. */
  static final int NONE = -1;

  private static final int[] EMPTY = new int[0];

  private final Program program;
  private final List<Op> ops;
  private final int[][] inputs;
  private final int[][] masks;
  private final int[][] products;
  private final int[][] producers;
  private final int[][] consumers;
  private final int[] notifications;

  Wiring(Program program) {
    this.program = program;
    this.ops = List.copyOf(program.ops().values());
    this.inputs = each(op -> numbers(ops.get(op).in().stream().map(Slot::field).toList()));
    this.masks = each(op -> numbers(ops.get(op).mask()));
    this.products = each(op -> products(ops.get(op)));
    this.consumers = reverse(inputs);
    this.producers = reverse(each(this::yields));
    this.notifications =
        IntStream.range(0, ops.size()).filter(op -> ops.get(op).isNotification()).toArray();
  }

  int opCount() {
    return ops.size();
  }

  Op op(int number) {
    return ops.get(number);
  }

  int fieldCount() {
    return program.fieldCount();
  }

  Field field(int number) {
    return program.field(number);
  }

  /** The ops that start processes. */
  int[] notifications() {
    return notifications;
  }

  int[] inputs(int op) {
    return inputs[op];
  }

  int[] masks(int op) {
    return masks[op];
  }

  /**
   * The fields that a message of the op, or its event, can populate: of {@code out} those that
   * something computes.
   */
  int[] products(int op) {
    return products[op];
  }

  /** The field that a final failure of the op populates, or {@link #NONE}. */
  int failure(int op) {
    Field fail = ops.get(op).fail();
    return fail == null ? NONE : fail.number();
  }

  /** All that the op can populate, be it that it fails. */
  int[] yields(int op) {
    int failure = failure(op);
    if (failure == NONE || contains(products[op], failure)) {
      return products[op];
    }
    int[] all = Arrays.copyOf(products[op], products[op].length + 1);
    all[products[op].length] = failure;
    return all;
  }

  /** The ops that can populate the field, be it that they fail. */
  int[] producers(int field) {
    return producers[field];
  }

  int[] consumers(int field) {
    return consumers[field];
  }

  /** Whether the reply of the op has to be waited for. */
  boolean waits(int op) {
    Action action = ops.get(op).action();
    return action instanceof Action.Call || action instanceof Action.After;
  }

  /** The datacenter where the op runs; null for where the process began. */
  String residence(int op) {
    return ops.get(op).isNotification() ? null : ops.get(op).spec().at();
  }

  /** What the op computes its fields with; null when expressions do not. */
  static Computation computation(Op op) {
    Action action = op.action();
    if (action instanceof Action.Compute compute) {
      return compute.computation();
    }
    if (action instanceof Action.After after) {
      return after.computation();
    }
    return action instanceof Action.Notify notify ? notify.computation() : null;
  }

  static boolean contains(int[] numbers, int number) {
    for (int each : numbers) {
      if (each == number) {
        return true;
      }
    }
    return false;
  }

  private static int[] products(Op op) {
    Computation computation = op.isNotification() ? null : computation(op);
    return op.out().stream()
        .filter(slot -> computation == null || computation.results().containsKey(slot.local()))
        .mapToInt(slot -> slot.field().number())
        .toArray();
  }

  private int[][] each(IntFunction<int[]> numbers) {
    return IntStream.range(0, ops.size()).mapToObj(numbers).toArray(int[][]::new);
  }

  private static int[] numbers(List<Field> fields) {
    return fields.isEmpty() ? EMPTY : fields.stream().mapToInt(Field::number).toArray();
  }

  /** For each field the ops that have it in their list. */
  private int[][] reverse(int[][] lists) {
    int[] sizes = new int[program.fieldCount()];
    for (int[] list : lists) {
      for (int field : list) {
        sizes[field]++;
      }
    }
    int[][] reversed = new int[sizes.length][];
    for (int field = 0; field < sizes.length; field++) {
      reversed[field] = sizes[field] == 0 ? EMPTY : new int[sizes[field]];
    }
    for (int op = lists.length - 1; op >= 0; op--) {
      for (int field : lists[op]) {
        reversed[field][--sizes[field]] = op;
      }
    }
    return reversed;
  }
}
