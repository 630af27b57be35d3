package io.madcloud.app.scenario.kafka;

import io.madcloud.app.scenario.kafka.EngineInput.Written;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.Rejection;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.Stage;
import io.madcloud.engine.scenario.StageException;
import io.madcloud.op.OpReply;
import io.madcloud.topology.program.ProgramLogException;
import io.madcloud.wire.CallError;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Reply;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/**
 * Where one scenario is played through Kafka: events become records, and a method returns when the
 * engine has committed all that came of its own. What the processes are is what the journal and the
 * outcomes say. Used by one thread.
 */
final class KafkaStage implements Stage {

  /** Named in replies to processes that there are none of. */
  private static final Incarnation NOWHERE = new Incarnation("", 0, 0L);

  private final ProgramCompiler compiler;
  private final PlayedEngine engine;
  private final Revisions revisions;
  private final FoldedProcesses processes;

  /**
   * @param compiler a strict one: what it finds wrong is not declared
   */
  KafkaStage(
      ProgramCompiler compiler,
      PlayedEngine engine,
      Revisions revisions,
      FoldedProcesses processes) {
    this.compiler = compiler;
    this.engine = engine;
    this.revisions = revisions;
    this.processes = processes;
  }

  /** Something that Kafka's clients do, and their waiting ends when the thread is interrupted. */
  @FunctionalInterface
  private interface Action<T> {
    T run() throws InterruptedException;
  }

  private static <T> T carryOut(Action<T> action) {
    try {
      return action.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageException("Expected the engine to take an event, but was interrupted", e);
    } catch (KafkaException e) {
      throw new StageException("Expected Kafka to answer, but: " + e.getMessage(), e);
    } catch (ProgramLogException e) {
      throw new StageException(e.getMessage(), e);
    }
  }

  @Override
  public Program program() {
    return revisions.newest();
  }

  @Override
  public List<ProcessView> processes() {
    return processes.views();
  }

  @Override
  public Rejection notify(String op, String process, Map<String, Object> fields) {
    Notification notification = new Notification(op, WireFields.of(fields));
    return carryOut(
        () -> {
          FoldedProcess before = processes.process(process);
          Written written = engine.input().notification(process, notification);
          Rejection rejection = engine.taken(written);
          if (rejection != null || hasBegun(processes.process(process), written)) {
            return rejection;
          }
          requireTrace(before != null, written);
          // The engine counts a repetition, and neither the journal nor a dead letter tells of it.
          return Rejection.DUPLICATE_PROCESS;
        });
  }

  private static boolean hasBegun(FoldedProcess process, Written written) {
    return process != null && process.incarnation().getOffset() == written.offset();
  }

  private static void requireTrace(boolean found, Written written) {
    if (!found) {
      throw new StageException(
          "Expected a turn or a dead letter of the record at offset %d of %s, but there is none"
              .formatted(written.offset(), written.partition()));
    }
  }

  @Override
  public Op pending(String op, String process) {
    FoldedInvocation pending = processes.oldestPendingCall(process, op);
    return pending == null ? null : processes.op(pending);
  }

  @Override
  public Rejection reply(String op, String process, OpReply reply) {
    FoldedProcess known = processes.process(process);
    FoldedInvocation pending = processes.oldestPendingCall(process, op);
    Incarnation incarnation = known == null ? NOWHERE : known.incarnation();
    // There is no invocation 0: the engine is to say why a reply to nothing is not taken.
    int number = pending == null ? 0 : pending.number();
    Reply record = wire(new Reply(process, incarnation, number, 0, List.of(), null), reply);
    return bring(known, () -> engine.input().reply(record));
  }

  /** The attempt stays 0, which is any: a scenario answers whichever is under way. */
  private static Reply wire(Reply empty, OpReply reply) {
    if (reply instanceof OpReply.Failure failure) {
      empty.setError(new CallError(failure.error(), failure.retryable()));
    } else if (reply instanceof OpReply.Messages messages) {
      empty.setMessages(messages.messages().stream().map(WireFields::of).toList());
    }
    return empty;
  }

  @Override
  public Rejection declare(Declaration declaration) {
    Compiled compiled = compiler.compile(declaration, program(), program().revision() + 1);
    return compiled.isValid() ? change(declaration, List.of()) : Rejection.INVALID_PROGRAM;
  }

  @Override
  public Rejection remove(String path) {
    boolean known = program().without(program().revision() + 1, path) != null;
    return known
        ? change(new Declaration(List.of(), List.of()), List.of(path))
        : Rejection.UNKNOWN_OP;
  }

  private Rejection change(Declaration declaration, List<String> removals) {
    return carryOut(
        () -> {
          Program changed = engine.publish(declaration, removals);
          revisions.add(changed);
          do {
            engine.awaitSwept(changed.revision());
            engine.awaitCommitted();
          } while (!engine.hasSwept(changed.revision()));
          return null;
        });
  }

  @Override
  public Rejection cancel(String process) {
    return bring(processes.process(process), () -> engine.input().cancel(process));
  }

  /** Brings a process what must come to a turn of it, or be refused. */
  private Rejection bring(FoldedProcess known, Action<Written> write) {
    return carryOut(
        () -> {
          long turn = known == null ? 0 : known.turn();
          Written written = write.run();
          Rejection rejection = engine.taken(written);
          requireTrace(rejection != null || (known != null && known.turn() > turn), written);
          return rejection;
        });
  }

  @Override
  public void advance(long durationMs) {
    carryOut(
        () -> {
          engine.passTime(durationMs);
          return null;
        });
  }
}
