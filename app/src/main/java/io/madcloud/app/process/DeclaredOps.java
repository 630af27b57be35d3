package io.madcloud.app.process;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.NotFoundException;
import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import io.madcloud.serdes.Masking;
import io.madcloud.wire.Turn;
import java.util.List;

/** What commands want to know of the declared program. */
final class DeclaredOps {

  private static final int MOST_NAMED = 5;

  private DeclaredOps() {}

  /**
   * The notification at this path.
   *
   * @throws NotFoundException if there is no op at all
   * @throws InvalidInputException if it is no notification
   */
  static Op notification(Program program, String path) {
    Op op = program.op(path);
    if (op == null) {
      List<String> notifications =
          program.ops().values().stream().filter(Op::isNotification).map(Op::path).toList();
      throw new NotFoundException(
          "Expected a declared op, but there is no %s%s"
              .formatted(path, DidYouMean.ending(path, notifications)));
    }
    if (!op.isNotification()) {
      throw new InvalidInputException(
          "Expected a notification, which starts a process, but %s needs %s"
              .formatted(path, op.in().stream().map(Slot::local).toList()));
    }
    return op;
  }

  /**
   * The op with inputs that a user means: by its path, or by as much of its end as tells it from
   * all others.
   *
   * @throws NotFoundException if there is none, or several
   * @throws InvalidInputException if it is a notification
   */
  static Op withInputs(Program program, String name) {
    Op op = program.op(name);
    if (op == null) {
      op = byEnd(program, name.startsWith("/") ? name : "/" + name);
    }
    if (op.isNotification()) {
      throw new InvalidInputException(
          "Expected an op with inputs, but %s is a notification: an event of it starts a process"
              .formatted(op));
    }
    return op;
  }

  private static Op byEnd(Program program, String end) {
    List<String> found =
        program.ops().keySet().stream().filter(path -> path.endsWith(end)).toList();
    if (found.size() != 1) {
      throw new NotFoundException(
          found.isEmpty()
              ? "Expected a declared op, but there is no %s%s"
                  .formatted(end, DidYouMean.ending(end, program.ops().keySet()))
              : "Expected one op, but %s is the end of %d: %s"
                  .formatted(
                      end,
                      found.size(),
                      String.join(", ", found.subList(0, Math.min(MOST_NAMED, found.size())))));
    }
    return program.op(found.get(0));
  }

  /** Whether people are not to see the values of the field at this path. */
  static boolean isSensitive(Program program, String path) {
    Field field = program.field(path);
    return field != null && field.sensitive();
  }

  /** Hides in a turn what people are not to see. */
  static void hide(Turn turn, OpNames ops, Program program) {
    Masking.hide(
        turn,
        invocation -> {
          String path = ops.path(turn.getProcess(), invocation);
          return path == null ? null : program.lastOp(path);
        },
        program);
  }
}
