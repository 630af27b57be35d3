package io.madcloud.app.program;

import io.madcloud.app.cli.Connection;
import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Pause;
import io.madcloud.engine.program.Program;
import java.time.Duration;
import java.util.List;

/**
 * Ops that were paused or resumed on a cluster.
 *
 * @param pause what was wanted
 * @param ops the paths of all ops that were meant
 * @param changed those of them with which it was otherwise
 * @param revision of the program with that
 */
public record Pausing(Pause pause, List<String> ops, List<String> changed, long revision) {

  /**
   * The path of an op or a folder, as a user wrote it.
   *
   * @throws InvalidInputException if it is not absolute
   */
  public static String path(String written) {
    return OpPaths.require(written);
  }

  /**
   * Has ops paused or resumed. Nothing is written where nothing changes.
   *
   * @throws io.madcloud.app.cli.NotFoundException if there is no op at or below the path
   * @throws InvalidInputException if there are notifications alone
   * @throws IllegalStateException if somebody else's change came first and does not go with it
   */
  public static Pausing carryOut(Connection connection, DeclaredProgram declared, Pause pause)
      throws InterruptedException {
    Program program = declared.program();
    List<Op> ops =
        OpPaths.requireOps(pause.path(), program).stream()
            .filter(op -> !op.isNotification())
            .toList();
    if (ops.isEmpty()) {
      throw new InvalidInputException(
          "Expected ops that are fired, but at %s there are notifications alone; who writes their events can hold them back"
              .formatted(pause.path()));
    }
    List<Op> changed = ops.stream().filter(op -> program.isPaused(op) != pause.paused()).toList();
    long revision =
        changed.isEmpty()
            ? program.revision()
            : ProgramChange.publish(connection, declared, log -> log.publish(List.of(pause)));
    return new Pausing(pause, paths(ops), paths(changed), revision);
  }

  private static List<String> paths(List<Op> ops) {
    return ops.stream().map(Op::path).toList();
  }

  /**
   * Waits until every engine that runs works with it.
   *
   * @return how many do
   * @throws IllegalStateException naming those that do not when the time is over
   */
  public int awaitEngines(Connection connection, Duration timeout) throws InterruptedException {
    return new Engines(connection).await(revision, timeout).size();
  }

  /**
   * Sees that nobody has changed it meanwhile.
   *
   * @throws IllegalStateException naming an op with which it is otherwise
   */
  public void requireStill(Program program) {
    for (String path : ops) {
      Op op = program.op(path);
      if (op != null && program.isPaused(op) != pause.paused()) {
        throw new IllegalStateException(
            "Expected %s to stay %s, but somebody else changed that meanwhile"
                .formatted(path, pause.paused() ? "paused" : "resumed"));
      }
    }
  }

  /** Says how many engines work with it. */
  public static String text(int engines) {
    return Declaring.text(engines);
  }
}
