package io.madcloud.engine;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.List;

/**
 * The state of a process: everything that happened because of one notification. To the outside it
 * is immutable; a turn works on a copy. Not thread-safe while a turn builds it.
 */
public final class Process {

  /** The {@link #notification} of a view whose notification is not declared here. */
  public static final int UNKNOWN_OP = -1;

  /** Rows of a kind that are stored together. */
  public static final int TOGETHER = Rows.LEAF;

  final String id;
  final Incarnation incarnation;
  final int notification;
  final String traceparent;
  final Rows<Message> messages;
  final Rows<Invocation> invocations;
  final Rows<Fieldset> fieldsets;
  final IntSet live;
  Status status = Status.RUNNING;
  Reason reason;
  int revision;
  long turn;
  long programRevision;
  int firings;
  long wakeMs = Timers.NEVER;
  List<String> droppedFolders = List.of();
  Totals totals = Totals.NONE;
  KeyIndex keys = KeyIndex.EMPTY;

  /** Null where only one datacenter holds the process. */
  Spread spread;

  Process(String id, Incarnation incarnation, int notification, String traceparent) {
    this(
        id,
        incarnation,
        notification,
        traceparent,
        new Rows<>(),
        new Rows<>(),
        new Rows<>(),
        new IntSet());
  }

  Process(
      String id,
      Incarnation incarnation,
      int notification,
      String traceparent,
      Rows<Message> messages,
      Rows<Invocation> invocations,
      Rows<Fieldset> fieldsets,
      IntSet live) {
    this.id = id;
    this.incarnation = incarnation;
    this.notification = notification;
    this.traceparent = traceparent;
    this.messages = messages;
    this.invocations = invocations;
    this.fieldsets = fieldsets;
    this.live = live;
  }

  /** A view of a process that began in another datacenter, with nothing in it as yet. */
  static Process view(Update update, String here, Program program) {
    Update.Start start = update.start();
    Op notification = program.lastOp(start.notification());
    Process view =
        new Process(
            update.process(),
            start.incarnation(),
            notification == null ? UNKNOWN_OP : notification.number(),
            start.traceparent());
    view.spread = new Spread(here, start.datacenter(), start.notification());
    view.messages.add(Message.unknown(0));
    return view;
  }

  /** The process that was stored; {@code program} holds every field and op that it names. */
  public static Process restored(ProcessState state, Program program) {
    return ProcessStates.restored(state, program);
  }

  /** What has to be stored. */
  public ProcessState state() {
    return ProcessStates.of(this);
  }

  /**
   * Whether a row of some has changed since an earlier version, or come: of the {@value #TOGETHER}
   * messages, invocations and fieldsets from {@code together * TOGETHER} on, counted from 0.
   */
  public boolean hasChanged(int together, Process earlier) {
    return !messages.sharesLeaf(together, earlier.messages)
        || !invocations.sharesLeaf(together, earlier.invocations)
        || !fieldsets.sharesLeaf(together, earlier.fieldsets);
  }

  /** A process to be changed in place of this one; fieldsets are copied when they change. */
  Process copy() {
    Process copy =
        new Process(
            id,
            incarnation,
            notification,
            traceparent,
            messages.copy(),
            invocations.copy(),
            fieldsets.copy(),
            live.copy());
    copy.status = status;
    copy.reason = reason;
    copy.revision = revision;
    copy.turn = turn;
    copy.programRevision = programRevision;
    copy.firings = firings;
    copy.wakeMs = wakeMs;
    copy.droppedFolders = droppedFolders;
    copy.totals = totals;
    copy.keys = keys;
    copy.spread = spread == null ? null : spread.copy();
    return copy;
  }

  public String id() {
    return id;
  }

  /** Where its notification was written. */
  public Incarnation incarnation() {
    return incarnation;
  }

  /** W3C trace context that its calls carry; null for none. */
  public String traceparent() {
    return traceparent;
  }

  /** Whether other datacenters may hold it, too. */
  public boolean isSpread() {
    return spread != null;
  }

  /** Whether it began in another datacenter, so that this is one of its views. */
  public boolean isAway() {
    return spread != null && !spread.isOrigin();
  }

  /** Whether it began here and runs, but nothing is to be done but in other datacenters. */
  public boolean waitsElsewhere() {
    return spread != null
        && spread.isOrigin()
        && status == Status.RUNNING
        && !awaitsAnything()
        && !spread.viewers().isEmpty();
  }

  /** Whether an op is resident in another datacenter. */
  boolean isElsewhere(Op op) {
    return spread != null && !spread.isResident(op);
  }

  /** Whether a message counts no more, as its op was run again where it has moved to. */
  boolean isSuperseded(int message) {
    int invocation = messages.get(message).invocation();
    return invocation > 0 && invocation(invocation).superseded();
  }

  /** Whether updates came before what they rest on, and wait for that. */
  public boolean hasEarlyUpdates() {
    return spread != null && !spread.early().isEmpty();
  }

  public Status status() {
    return status;
  }

  /** Why it failed; null when it did not. */
  public Reason reason() {
    return reason;
  }

  /** The number of its outcomes so far. */
  public int revision() {
    return revision;
  }

  /** The number of its turns so far. */
  public long turn() {
    return turn;
  }

  /**
   * When it wants to be looked at next, in milliseconds since 1970: then the {@linkplain
   * Timers#earliest earliest timer} may be due, and never before. {@link Timers#NEVER} while it
   * does not run.
   */
  public long wakeMs() {
    return wakeMs;
  }

  /**
   * The same process with calls that are not out, but to be made at a time.
   *
   * @param calls their numbers; all of them are pending
   * @param untilMs {@link Invocation#NOT_TIMED} for when there is {@link Timers.Kind#RELEASE}
   */
  public Process postponed(List<Integer> calls, long untilMs) {
    Process later = copy();
    for (int call : calls) {
      later.invocations.set(call - 1, invocation(call).postponed(untilMs));
    }
    if (status == Status.RUNNING) {
      later.wakeAt(untilMs);
    }
    return later;
  }

  /** The same process, which wants to be looked at when its earliest timer is due. */
  public Process rearmed(Program program) {
    Process rearmed = copy();
    rearmed.rearm(program);
    return rearmed;
  }

  void rearm(Program program) {
    Timers.Timer next = Timers.earliest(this, program);
    wakeMs = next == null ? Timers.NEVER : next.dueMs();
  }

  /** It wants to be looked at at a time, unless that is {@link Invocation#NOT_TIMED}. */
  void wakeAt(long dueMs) {
    if (dueMs != Invocation.NOT_TIMED) {
      wakeMs = Math.min(wakeMs, dueMs);
    }
  }

  /** The invocation with this number, from 1; null when there is none. */
  public Invocation invocation(int number) {
    return number < 1 || number > invocations.size() ? null : invocations.get(number - 1);
  }

  /** The revision of the program that it met last. */
  public long programRevision() {
    return programRevision;
  }

  /** The path of the op that started it. */
  public String start(Program program) {
    return spread == null ? program.op(notification).path() : spread.notification();
  }

  /** The number of the op version that started it; {@link #UNKNOWN_OP} if it is not known here. */
  public int notification() {
    return notification;
  }

  /** How many fieldsets are live. */
  public int liveCount() {
    return live.size();
  }

  /** Which fields the live fieldsets have; takes a look at each of them. */
  public LiveFields liveFields() {
    return LiveFields.of(this);
  }

  /** How many invocations are in this state. */
  public int count(Invocation.State state) {
    int count = 0;
    for (Invocation invocation : invocations) {
      count += invocation.state() == state ? 1 : 0;
    }
    return count;
  }

  /** How many invocations there are. */
  public int invocationCount() {
    return invocations.size();
  }

  /**
   * The number of the oldest pending invocation of the {@code call} op at this path, whatever the
   * op has become since; 0 when there is none.
   */
  public int oldestPendingCall(Program program, String path) {
    for (int number = 1; number <= invocations.size(); number++) {
      Invocation invocation = invocation(number);
      Op op = program.op(invocation.op());
      if (invocation.isPending() && op.path().equals(path) && op.action() instanceof Action.Call) {
        return number;
      }
    }
    return 0;
  }

  /** Whether a fieldset awaits the invocation; if one does, it is mostly that of its firing. */
  public boolean isAwaited(int invocation) {
    if (fieldsets.get(invocation(invocation).fieldset()).awaited().contains(invocation)) {
      return true;
    }
    for (int index = 0; index < live.size(); index++) {
      if (fieldsets.get(live.get(index)).awaited().contains(invocation)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the call of an attempt is out, and a fieldset awaits its reply. */
  public boolean isOut(int number, int attempt) {
    Invocation invocation = invocation(number);
    return invocation != null
        && invocation.isPending()
        && !invocation.paused()
        && invocation.attempts() + 1 == attempt
        && isAwaited(number);
  }

  /** Whether the op is in a folder in which nothing happens any more. */
  boolean isDropped(Op op) {
    return droppedFolder(op) != null;
  }

  /** The folder with the op in which nothing happens any more; null for none. */
  String droppedFolder(Op op) {
    String dropped = null;
    for (String folder : droppedFolders) {
      dropped = op.isIn(folder) ? folder : dropped;
    }
    return dropped;
  }

  /** Whether any fieldset awaits anything. */
  boolean awaitsAnything() {
    return totals.awaiting() > 0;
  }

  /**
   * A process that failed or was cancelled never runs again: it awaits nothing, its pending
   * invocations are dropped, and what only served to run goes, for it may be much.
   */
  void forgetMemory() {
    for (int number : live.toArray()) {
      Fieldset fieldset = fieldsets.get(number).copy();
      fieldset.applied().clear();
      fieldset.awaited().clear();
      totals = totals.with(fieldset, fieldsets.set(number, fieldset));
    }
    invocations.replaceAll(Invocation::stopped);
    keys = KeyIndex.EMPTY;
  }

  /** The live fieldset at this place in order of creation. */
  Fieldset liveAt(int index) {
    return fieldsets.get(live.get(index));
  }

  /** The size of the values of all live fieldsets, as shown. */
  long bytes() {
    return totals.bytes();
  }

  /** The value of an identity in a key: what these producers shaped. */
  Object valueOf(Field field, int[] producers) {
    return Held.of(field, producers, messages).value();
  }

  /** The process as people see it. */
  public ProcessView view(Program program) {
    return ProcessView.of(this, program);
  }
}
