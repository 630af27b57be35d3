package io.madcloud.topology;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Engine;
import io.madcloud.engine.Input;
import io.madcloud.engine.Invocation;
import io.madcloud.engine.Process;
import io.madcloud.engine.Timers;
import io.madcloud.engine.Turn;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Steps;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpReply;
import io.madcloud.serdes.Inputs;
import io.madcloud.serdes.Journals;
import io.madcloud.serdes.Masking;
import io.madcloud.serdes.Outputs;
import io.madcloud.serdes.Sealing;
import io.madcloud.serdes.Updates;
import io.madcloud.wire.Answer;
import io.madcloud.wire.Call;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Update;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes one input after the other: reads the process, lets the engine take the turn, writes the
 * process and forwards what the turn wants done. It decides nothing. Everything is computed before
 * the first write, so no turn is ever half applied.
 *
 * <p>What comes of a turn has the turn's time, not that of the record that caused it: a topic's
 * retention must not take a call, or the memory of a process, because a notification is old.
 */
final class TurnProcessor implements Processor<byte[], byte[], Object, Object> {

  private final EngineSetup setup;
  private final Engine engine;
  private final TurnMetrics turns;

  /** Attempts that failed because their calls cannot be published, to be told to the engine. */
  private final Queue<Reply> unpublished = new ArrayDeque<>();

  /** What the turn under way publishes, by the numbers of invocations. */
  private final Map<Integer, Publication> publications = new HashMap<>();

  private ProcessorContext<Object, Object> context;
  private ProcessStore processes;
  private TimerStore timers;
  private CallGate gate;
  private boolean recounted;
  private Sweep sweep;
  private final Census census = new Census();

  /** The time of the turn under way by the wall clock, which records and retention go by. */
  private long nowMs;

  /** The time of the turn under way, which the process goes by. */
  private long timeMs;

  TurnProcessor(EngineSetup setup) {
    this.setup = setup;
    this.engine = new Engine(setup.limits(), this::run, setup.topics().datacenters());
    this.turns = new TurnMetrics(setup.metrics());
  }

  @Override
  public void init(ProcessorContext<Object, Object> processorContext) {
    context = processorContext;
    processes =
        new ProcessStore(
            context.getStateStore(MadcloudTopology.PROCESSES),
            context.getStateStore(MadcloudTopology.STOPPED),
            setup.retention(),
            setup.stateSerdes(),
            setup.programs(),
            context.currentSystemTimeMs());
    timers = new TimerStore(context.getStateStore(MadcloudTopology.TIMERS));
    int partition = context.taskId().partition();
    gate =
        new CallGate(setup, new GateStore(context.getStateStore(MadcloudTopology.GATE)), partition);
    sweep = new Sweep(processes, setup.programs(), setup.sweepBatch());
    setup.sweeps().begin(partition);
    context.schedule(setup.tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    begin(context.currentSystemTimeMs());
    InputDecoder.Decoded decoded;
    try {
      decoded = setup.inputs().decode(record, context.recordMetadata().orElseThrow(), timeMs);
    } catch (SerializationException e) {
      refuse(record, null, null, "malformed", e);
      return;
    }
    ProcessStore.Stored found = decoded.ofMeant(processes.find(decoded.process(), nowMs));
    if (decoded.question() != null) {
      int partition = context.taskId().partition();
      Answer answer = Inspection.answer(setup, decoded, processes, found, census, partition, nowMs);
      forward(decoded.process(), answer, MadcloudTopology.ANSWERS);
      return;
    }
    Turn turn = take(decoded.process(), found, decoded.input(), decoded.cause());
    if (decoded.cause() instanceof Update update) {
      setup.links().received(update, turn, nowMs);
    }
    Effect.Rejected rejected = turn.rejected();
    if (rejected != null) {
      setup.metrics().rejected(rejected.reason());
      if (!rejected.duplicate()) {
        Exception why = new RejectedInputException(rejected.detail());
        refuse(record, decoded.cause(), turn.process(), rejected.reason().text(), why);
      }
    }
    release();
  }

  private void begin(long wallClockMs) {
    nowMs = wallClockMs;
    timeMs = setup.clock().timeMs(wallClockMs);
  }

  private void tick(long wallClockMs) {
    begin(wallClockMs);
    long dueMs = setup.clock().dueMs(wallClockMs);
    int left = setup.sweepBatch();
    while (left > 0) {
      List<TimerStore.Due> due = timers.due(dueMs, left);
      due.forEach(timer -> serve(timer, dueMs));
      left = due.isEmpty() ? 0 : left - due.size();
    }
    setup.timers().looked(context.taskId().partition(), dueMs, timers.nextMs());
    sweep();
    setup.sweeps().met(context.taskId().partition(), sweep.met());
    setup.metrics().running(context.taskId().partition(), processes.running());
    gate.showLimits();
    if (!recounted) { // Not before: while a task begins nothing can be written.
      gate.recount(this::find);
      recounted = true;
    }
    release();
  }

  private void sweep() {
    List<String> visited = sweep.next(nowMs);
    census.sweeps(sweep.target());
    for (String process : visited) {
      ProcessStore.Stored found = processes.find(process, nowMs);
      if (found != null) {
        census.visits(found);
        take(process, found, new Input.ProgramChange(timeMs), null);
      }
    }
    if (sweep.hasBeenEverywhere()) {
      census.sweptAll();
    }
    Map<String, Long> waiting = census.waiting();
    if (waiting != null) {
      setup.metrics().waiting(context.taskId().partition(), waiting);
    }
  }

  private Process find(String id) {
    ProcessStore.Stored found = processes.find(id, nowMs);
    return found == null ? null : found.process();
  }

  /** Lets calls out that waited, as far as there is a place for them now. */
  private void release() {
    int left = setup.sweepBatch();
    GateStore.Entry call = gate.next();
    while (call != null) {
      release(call);
      left--;
      call = left > 0 ? gate.next() : null;
    }
  }

  private void release(GateStore.Entry call) {
    ProcessStore.Stored found = processes.find(call.process(), nowMs);
    if (found == null || !CallGate.isHeld(found, call)) {
      return; // It was answered, or is to be made no more.
    }
    int number = call.invocation();
    if (!found.process().isAwaited(number)) { // When it is again, it is made as after a pause.
      write(found, found.process().postponed(List.of(number), timeMs));
      return;
    }
    Timers.Timer timer = new Timers.Timer(timeMs, number, call.attempt(), Timers.Kind.RELEASE);
    take(
        call.process(),
        found,
        new Input.Timer(timeMs, number, call.attempt(), timer.kind()),
        Journals.timer(timer));
  }

  private void serve(TimerStore.Due due, long dueMs) {
    ProcessStore.Stored found = processes.find(due.process(), nowMs);
    if (found == null || found.process().wakeMs() != due.dueMs()) {
      timers.move(due.process(), due.dueMs(), Timers.NEVER);
      return;
    }
    Timers.Timer timer = Timers.earliest(found.process(), found.program());
    if (timer == null || timer.dueMs() > dueMs) { // What it wanted to be woken for is over.
      write(found, found.process().rearmed(found.program()));
      return;
    }
    if (timer.kind() == Timers.Kind.TIMEOUT) {
      setup.metrics().timedOut(found.program().op(opOf(found.process(), timer.invocation())));
    }
    Input input = new Input.Timer(timeMs, timer.invocation(), timer.attempt(), timer.kind());
    take(due.process(), found, input, Journals.timer(timer));
  }

  private static int opOf(Process process, int invocation) {
    return process.invocation(invocation).op();
  }

  private void write(ProcessStore.Stored found, Process after) {
    long wokenMs = found == null ? Timers.NEVER : found.process().wakeMs();
    Program program = found == null ? setup.programs().current() : found.program();
    if (census.isOf(program) && sweep.hasPassed(after.id())) {
      census.changes(found == null ? null : found.process(), after, program);
    }
    processes.write(found, after, nowMs);
    timers.move(after.id(), wokenMs, after.wakeMs());
  }

  @Override
  public void close() {
    setup.sweeps().end(context.taskId().partition());
    setup.metrics().end(context.taskId().partition());
    setup.timers().end(context.taskId().partition());
    setup.servers().end(context.taskId().partition());
  }

  private Turn take(String id, ProcessStore.Stored found, Input input, Object cause) {
    Turn turn = takeOne(id, found, input, cause);
    for (Reply failed = unpublished.poll(); failed != null; failed = unpublished.poll()) {
      takeOne(id, processes.find(id, nowMs), Inputs.reply(failed, timeMs), failed);
    }
    return turn;
  }

  private Turn takeOne(String id, ProcessStore.Stored found, Input input, Object cause) {
    Program program = found == null ? setup.programs().current() : found.program();
    Process before = found == null ? null : found.process();
    publications.clear();
    Turn turn = engine.turn(program, before, input);
    Process after = turn.process();
    if (after != before) {
      after = gate.settle(input, after, turn.effects(), timeMs);
      write(found, after);
    }
    for (Effect effect : turn.effects()) {
      carryOut(program, id, after, effect, cause);
    }
    return turn;
  }

  private void carryOut(Program program, String id, Process process, Effect effect, Object cause) {
    if (effect instanceof Effect.Journal journal) {
      Object told = cause == null ? Journals.cause(journal.programRevision()) : cause;
      turns.count(program, process, journal, nowMs);
      for (io.madcloud.wire.Turn turn : Journals.turns(id, process.incarnation(), journal, told)) {
        setup.sealing().seal(turn, process, program);
        forward(id, turn, MadcloudTopology.JOURNAL);
      }
    } else if (effect instanceof Effect.Outcome outcome) {
      Op notification = program.op(process.notification());
      setup.metrics().stopped(outcome);
      Outcome wire = Outputs.outcome(process, outcome, notification, timeMs);
      Masking.hide(wire, program);
      forward(id, wire, MadcloudTopology.OUTCOMES);
    } else if (effect instanceof Effect.Call call) {
      publish(process, call);
    } else if (effect instanceof Effect.DeadLetter letter) {
      int attempt = Math.max(1, letter.attempts());
      Effect.Call last =
          new Effect.Call(letter.invocation(), letter.op(), attempt, letter.inputs());
      bury(program, process, last, Refusals.FAILED, letter.error());
    } else if (effect instanceof Effect.Publish wish) {
      Publication record = publications.get(wish.invocation());
      forward(id, Firing.publish(wish.op(), record), setup.nodeOf(wish.op()));
    } else if (effect instanceof Effect.Send send) {
      tell(program, id, send);
    } else if (!(effect instanceof Effect.Rejected)) {
      throw new IllegalStateException("Expected an effect that can be carried out, but " + effect);
    }
  }

  private void tell(Program program, String id, Effect.Send send) {
    String topic = setup.topics().to(send.datacenter());
    Update update = Updates.toWire(send.update(), nowMs);
    setup.sealing().seal(update, program);
    setup.links().sent(send.datacenter());
    forward(
        id, new Departure(topic, context.taskId().partition(), update), MadcloudTopology.UPDATES);
  }

  private void publish(Process process, Effect.Call call) {
    Invocation invocation = process.invocation(call.invocation());
    if (!invocation.isPending() || invocation.paused()) {
      return; // Its process stopped in the same turn, or it is held back.
    }
    Call wire = wireCall(process, call);
    Reply failed = Unpublished.why(wire, call, setup);
    if (failed != null) {
      unpublished.add(failed);
    } else {
      turns.called(process, call.invocation(), nowMs);
      forward(process.id(), Firing.call(call.op(), wire), setup.nodeOf(call.op()));
    }
  }

  private Call wireCall(Process process, Effect.Call call) {
    return Outputs.call(
        process, call, setup.topics().replies(), context.taskId().partition(), timeMs);
  }

  /** Keeps what an invocation was asked, for people. */
  private void bury(
      Program program, Process process, Effect.Call call, String reason, String error) {
    Call wire = wireCall(process, call);
    Masking.hide(wire, call.op(), program);
    setup.metrics().deadLetter(reason);
    context.forward(
        Refusals.of(wire, setup.callBytes(wire), reason, error, nowMs),
        MadcloudTopology.DEAD_LETTERS);
  }

  /**
   * Puts an input aside.
   *
   * @param cause what it is; null when it could not be read
   * @param process that it is for; null when there is none
   */
  private void refuse(
      Record<byte[], byte[]> record, Object cause, Process process, String reason, Exception why) {
    setup.metrics().deadLetter(reason);
    Record<byte[], byte[]> letter =
        Refusals.of(record, context.recordMetadata().orElseThrow(), reason, why, nowMs);
    boolean seals = Sealing.mayConcern(cause, process, setup.programs().current());
    context.forward(
        seals ? SealedLetters.seal(letter, setup.sealing()) : letter,
        MadcloudTopology.DEAD_LETTERS);
  }

  private OpReply run(Op op, OpCall call, Steps steps) {
    Firing firing = Firing.run(op, call, steps);
    forward(call.process(), firing, setup.nodeOf(op));
    if (firing.publication() != null) {
      publications.put(call.invocation(), firing.publication());
    }
    return firing.reply();
  }

  private void forward(String id, Object value, String child) {
    context.forward(new Record<>(id, value, nowMs), child);
  }
}
