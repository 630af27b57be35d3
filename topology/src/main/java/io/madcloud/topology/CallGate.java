package io.madcloud.topology;

import io.madcloud.engine.Effect;
import io.madcloud.engine.Input;
import io.madcloud.engine.Invocation;
import io.madcloud.engine.Process;
import io.madcloud.engine.Timers;
import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Program;
import io.madcloud.topology.CallTopics.Presence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;

/**
 * Where the calls of a partition go out. A call whose server has no place left, or of whose topic
 * nobody knows yet, waits in the queue of its server; the process only learns that it is not out.
 * Knows nothing of servers without a limit that no call waits for. Used by one stream thread.
 */
final class CallGate {

  private final EngineSetup setup;
  private final GateStore store;
  private final int partition;
  private final Map<String, Server> servers = new HashMap<>();

  /** By process; few of one process, as a rule. */
  private final Map<String, List<GateStore.Entry>> inFlight = new HashMap<>();

  /** The servers that calls wait for, each once; the one that was looked at last is the last. */
  private final Queue<Server> queues = new ArrayDeque<>();

  private long shownRevision = -1;

  /** A server: its calls in flight, and the places of those that wait. */
  private static final class Server {
    private final String name;
    private int inFlight;
    private long first;
    private long next;

    Server(String name) {
      this.name = name;
    }

    boolean isWaitedFor() {
      return first < next;
    }
  }

  /** Takes up what was in flight and what waited. */
  CallGate(EngineSetup setup, GateStore store, int partition) {
    this.setup = setup;
    this.store = store;
    this.partition = partition;
    store.forEachInFlight(
        call -> {
          server(call.server()).inFlight++;
          remember(call);
        });
    for (GateStore.Queue queue : store.queues()) {
      Server server = server(queue.server());
      server.first = queue.first();
      server.next = queue.next();
      queues.add(server);
    }
    servers.values().forEach(this::show);
  }

  /**
   * What one of several partitions may have of a limit: they do not ask each other. Each has one
   * place at least, as its processes could not go on otherwise.
   */
  static int share(int limit, int partitions, int partition) {
    return Math.max(1, limit / partitions + (partition < limit % partitions ? 1 : 0));
  }

  private Server server(String name) {
    return servers.computeIfAbsent(name, Server::new);
  }

  private void remember(GateStore.Entry call) {
    inFlight.computeIfAbsent(call.process(), process -> new ArrayList<>(1)).add(call);
  }

  /**
   * Frees the places of calls that a turn ended, and sees which of its own calls may go out.
   *
   * @param input of the turn; {@link Timers.Kind#RELEASE} lets its call pass those that wait
   * @param after the process after the turn, which has changed it
   * @return the process, in which those that may not are not out
   */
  Process settle(Input input, Process after, List<Effect> effects, long timeMs) {
    leave(after.id(), after);
    List<Integer> held = null;
    List<Integer> unwanted = null;
    for (Effect effect : effects) {
      if (effect instanceof Effect.Call call && isAskedFor(after, call)) {
        Server server = meet(call);
        if (server == null) {
          continue;
        }
        GateStore.Entry entry =
            new GateStore.Entry(server.name, after.id(), call.invocation(), call.attempt());
        if (!after.isAwaited(call.invocation())) {
          unwanted = with(call.invocation(), unwanted);
        } else if (isReleased(input, call) || (!server.isWaitedFor() && isOpen(server))) {
          enter(server, entry);
        } else {
          queue(server, entry);
          held = with(call.invocation(), held);
        }
        show(server);
      }
    }
    Process settled = held == null ? after : after.postponed(held, Invocation.NOT_TIMED);
    return unwanted == null ? settled : settled.postponed(unwanted, timeMs);
  }

  private static List<Integer> with(int invocation, List<Integer> before) {
    List<Integer> more = before == null ? new ArrayList<>() : before;
    more.add(invocation);
    return more;
  }

  private static boolean isAskedFor(Process process, Effect.Call call) {
    return process.invocation(call.invocation()).isPending();
  }

  private static boolean isReleased(Input input, Effect.Call call) {
    return input instanceof Input.Timer timer
        && timer.kind() == Timers.Kind.RELEASE
        && timer.invocation() == call.invocation();
  }

  /** The server of a call; null when the call may go out without more ado. */
  private Server meet(Effect.Call call) {
    String name = ((Action.Call) call.op().action()).server();
    Server known = servers.get(name);
    boolean free =
        limit(name) == null && (known == null || !known.isWaitedFor()) && isTopicKnown(name);
    return free ? null : server(name);
  }

  private Integer limit(String server) {
    Integer limit = setup.programs().current().inFlight(server);
    return limit == null ? null : (Integer) share(limit, setup.partitions(), partition);
  }

  private boolean isTopicKnown(String server) {
    return setup.callTopics().of(setup.topics().calls(server)) != Presence.UNKNOWN;
  }

  private boolean isOpen(Server server) {
    Integer limit = limit(server.name);
    return (limit == null || server.inFlight < limit) && isTopicKnown(server.name);
  }

  /** Nobody counts the calls to a server without a limit. */
  private void enter(Server server, GateStore.Entry call) {
    if (limit(server.name) != null) {
      store.enter(call);
      server.inFlight++;
      remember(call);
    }
  }

  /**
   * Frees the places of calls that ended when nobody told it, as an engine that knows of no places
   * had the partition.
   *
   * @param processes finds one by its id; null for none
   */
  void recount(Function<String, Process> processes) {
    List.copyOf(inFlight.keySet()).forEach(id -> leave(id, processes.apply(id)));
  }

  private void leave(String id, Process after) {
    List<GateStore.Entry> calls = inFlight.get(id);
    if (calls == null) {
      return;
    }
    for (Iterator<GateStore.Entry> each = calls.iterator(); each.hasNext(); ) {
      GateStore.Entry call = each.next();
      if (after == null || !after.isOut(call.invocation(), call.attempt())) {
        each.remove();
        store.leave(call);
        Server server = server(call.server());
        server.inFlight--;
        show(server);
      }
    }
    if (calls.isEmpty()) {
      inFlight.remove(id);
    }
  }

  private void queue(Server server, GateStore.Entry call) {
    if (!server.isWaitedFor()) {
      queues.add(server);
    }
    store.queue(server.next, call);
    server.next++;
  }

  /** The call that waits and can go out now, taken from its queue; null when there is none. */
  GateStore.Entry next() {
    for (int left = queues.size(); left > 0; left--) {
      Server server = queues.remove();
      GateStore.Entry call = null;
      if (isOpen(server)) {
        call = store.unqueue(server.name, server.first);
        server.first++;
        show(server);
      }
      if (server.isWaitedFor()) {
        queues.add(server);
      }
      if (call != null) {
        return call;
      }
    }
    return null;
  }

  /** Whether a process still holds back a call that has waited. */
  static boolean isHeld(ProcessStore.Stored found, GateStore.Entry call) {
    Invocation invocation = found.process().invocation(call.invocation());
    return invocation != null
        && invocation.isHeld()
        && invocation.attempts() + 1 == call.attempt()
        && found.program().op(invocation.op()).action() instanceof Action.Call made
        && made.server().equals(call.server());
  }

  /** Shows the limits of the program when they may have changed. */
  void showLimits() {
    Program program = setup.programs().current();
    if (program.revision() != shownRevision) {
      shownRevision = program.revision();
      program.limitedServers().keySet().forEach(this::server);
      servers.values().forEach(this::show);
    }
  }

  private void show(Server server) {
    setup
        .servers()
        .is(
            server.name,
            partition,
            new ServerLoads.Load(server.inFlight, server.next - server.first, limit(server.name)));
  }
}
