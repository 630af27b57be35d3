package io.madcloud.app.process;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.app.cli.NotFoundException;
import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import java.util.List;

/** What commands want to know of the declared program. */
final class DeclaredOps {

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

  /** Whether people are not to see the values of the field at this path. */
  static boolean isSensitive(Program program, String path) {
    Field field = program.field(path);
    return field != null && field.sensitive();
  }
}
