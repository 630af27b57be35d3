package io.madcloud.topology;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Engine;
import io.madcloud.engine.Input;
import io.madcloud.engine.Process;
import io.madcloud.engine.Turn;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpReply;
import io.madcloud.serdes.Journals;
import io.madcloud.serdes.Outputs;
import io.madcloud.wire.Call;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes one input after the other: reads the process, lets the engine take the turn, writes the
 * process and forwards what the turn wants done. It decides nothing. Everything is computed before
 * the first write, so no turn is ever half applied.
 */
final class TurnProcessor implements Processor<String, byte[], String, Object> {

  private final EngineSetup setup;
  private final Engine engine;
  private ProcessorContext<String, Object> context;
  private ProcessStore processes;
  private TimerStore timers;
  private Sweep sweep;

  /** The timestamp of the input under way, for what comes of it. */
  private long timestamp;

  TurnProcessor(EngineSetup setup) {
    this.setup = setup;
    this.engine = new Engine(setup.limits(), this::run);
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    processes =
        new ProcessStore(
            context.getStateStore(MadcloudTopology.PROCESSES),
            context.getStateStore(MadcloudTopology.STOPPED),
            setup.retention().toMillis(),
            setup.stateSerdes());
    timers = new TimerStore(context.getStateStore(MadcloudTopology.TIMERS));
    sweep = new Sweep(processes, setup.programs(), setup.sweepBatch());
    context.schedule(setup.tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    long timeMs = context.currentSystemTimeMs();
    timestamp = record.timestamp();
    InputDecoder.Decoded decoded;
    try {
      decoded = setup.inputs().decode(record, context.recordMetadata().orElseThrow(), timeMs);
    } catch (SerializationException e) {
      refuse(record, "malformed", e);
      return;
    }
    ProcessStore.Stored found = processes.find(record.key(), timeMs);
    Turn turn = take(record.key(), found, decoded.input(), decoded.cause(), timeMs);
    Effect.Rejected rejected = turn.rejected();
    if (rejected != null) {
      setup.metrics().rejected(rejected.reason());
      if (!rejected.duplicate()) {
        refuse(record, rejected.reason().text(), new RejectedInputException(rejected.detail()));
      }
    }
  }

  private void tick(long timeMs) {
    timestamp = timeMs;
    for (TimerStore.Due due : timers.due(timeMs, setup.sweepBatch())) {
      timers.remove(due);
      punctuate(due.process(), new Input.Timer(timeMs, due.invocation(), due.attempt()), timeMs);
    }
    for (String process : sweep.next()) {
      punctuate(process, new Input.ProgramChange(timeMs), timeMs);
    }
  }

  private void punctuate(String process, Input input, long timeMs) {
    ProcessStore.Stored found = processes.find(process, timeMs);
    if (found != null) {
      take(process, found, input, null, timeMs);
    }
  }

  private Turn take(String id, ProcessStore.Stored found, Input input, Object cause, long timeMs) {
    Program program = found == null ? setup.programs().current() : found.program(setup.programs());
    Process before = found == null ? null : Process.restored(found.state(), program);
    Turn turn = engine.turn(program, before, input);
    Process after = turn.process();
    if (after != before) {
      processes.write(found, after, timeMs);
    }
    for (Effect effect : turn.effects()) {
      carryOut(program, id, after, effect, cause, timeMs);
    }
    return turn;
  }

  private void carryOut(
      Program program, String id, Process process, Effect effect, Object cause, long timeMs) {
    if (effect instanceof Effect.Journal journal) {
      Object told =
          cause == null ? Journals.cause(journal.cause(), journal.programRevision()) : cause;
      for (io.madcloud.wire.Turn turn : Journals.turns(id, process.incarnation(), journal, told)) {
        forward(id, turn, MadcloudTopology.JOURNAL);
      }
    } else if (effect instanceof Effect.Outcome outcome) {
      Op notification = program.op(process.notification());
      setup.metrics().stopped(outcome);
      forward(
          id, Outputs.outcome(process, outcome, notification, timeMs), MadcloudTopology.OUTCOMES);
    } else if (effect instanceof Effect.Call call) {
      Firing firing = Firing.call(call.op(), wireCall(process, call, timeMs));
      forward(id, firing, setup.nodeOf(call.op()));
    } else if (effect instanceof Effect.WakeAt wake) {
      timers.put(wake.dueMs(), id, wake.invocation(), wake.attempt());
    } else if (effect instanceof Effect.DeadLetter letter) {
      bury(process, letter, timeMs);
    } else if (!(effect instanceof Effect.Rejected)) {
      throw new IllegalStateException("Expected an effect that can be carried out, but " + effect);
    }
  }

  private Call wireCall(Process process, Effect.Call call, long timeMs) {
    return Outputs.call(
        process, call, setup.topics().replies(), context.taskId().partition(), timeMs);
  }

  private void bury(Process process, Effect.DeadLetter letter, long timeMs) {
    Effect.Call call =
        new Effect.Call(
            letter.invocation(), letter.op(), Math.max(1, letter.attempts()), letter.inputs());
    setup.metrics().deadLetter("failed");
    context.forward(
        Refusals.of(
            process.id(),
            setup.callBytes(wireCall(process, call, timeMs)),
            timestamp,
            letter.op().path(),
            letter.invocation(),
            letter.error()),
        MadcloudTopology.DEAD_LETTERS);
  }

  private void refuse(Record<String, byte[]> record, String reason, Exception error) {
    setup.metrics().deadLetter(reason);
    context.forward(
        Refusals.of(record, context.recordMetadata().orElseThrow(), reason, error),
        MadcloudTopology.DEAD_LETTERS);
  }

  private OpReply run(Op op, OpCall call) {
    Firing firing = Firing.run(op, call);
    forward(call.process(), firing, setup.nodeOf(op));
    return firing.reply();
  }

  private void forward(String id, Object value, String child) {
    context.forward(new Record<>(id, value, timestamp), child);
  }
}
