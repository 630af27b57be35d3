package io.madcloud.engine.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A snapshot of all that is declared. Immutable; a change yields a new snapshot that shares with
 * the old one what did not change.
 *
 * <p>Fields and op versions are numbered in order of declaration, so every engine that folds the
 * same declarations in the same order numbers them alike.
 */
public final class Program {

  /** The program before anything was declared. */
  public static final Program EMPTY =
      new Program(
          0,
          FieldTable.EMPTY,
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentList.empty(),
          Index.EMPTY,
          PersistentMap.empty(),
          0,
          PersistentMap.empty(),
          Pauses.NONE);

  private final long revision;
  private final FieldTable fields;
  private final PersistentMap<String, Op> ops;

  /** By path, the ops that were removed, as they were; without those declared again. */
  private final PersistentMap<String, Op> removedOps;

  private final PersistentList<Op> opsByNumber;
  private final Index index;
  private final PersistentMap<String, Op> eventOps;
  private final int catchUps;
  private final Pauses pauses;

  /** By name, how many calls may be in flight to servers of which that was said. */
  private final PersistentMap<String, Integer> limits;

  /** Made when somebody asks: most engines have one datacenter. */
  private volatile Interests interests;

  private Program(
      long revision,
      FieldTable fields,
      PersistentMap<String, Op> ops,
      PersistentMap<String, Op> removedOps,
      PersistentList<Op> opsByNumber,
      Index index,
      PersistentMap<String, Op> eventOps,
      int catchUps,
      PersistentMap<String, Integer> limits,
      Pauses pauses) {
    this.eventOps = eventOps;
    this.catchUps = catchUps;
    this.limits = limits;
    this.pauses = pauses;
    this.revision = revision;
    this.fields = fields;
    this.ops = ops;
    this.removedOps = removedOps;
    this.opsByNumber = opsByNumber;
    this.index = index;
  }

  /** Grows with every change; on Kafka the offset of the change in the program log. */
  public long revision() {
    return revision;
  }

  /** The field at this absolute path, or null. */
  public Field field(String path) {
    return fields.byPath().get(path);
  }

  /** The field with this number. */
  public Field field(int number) {
    return fields.get(number);
  }

  /**
   * Whether a field is sensitive, or was; as long as none is, nobody has to look for their values.
   */
  public boolean hasSensitive() {
    return fields.hasSensitive();
  }

  /** Whether the values of a field are sensitive, as the field is declared now. */
  public boolean isSensitive(Field field) {
    return fields.hasSensitive() && fields.get(field.number()).sensitive();
  }

  /** How many fields were ever declared: the number of the next one. */
  public int fieldCount() {
    return fields.byPath().size();
  }

  /** The op at this absolute path as it is now, or null. */
  public Op op(String path) {
    return ops.get(path);
  }

  /** The op version with this number, removed and changed ones included. */
  public Op op(int number) {
    return opsByNumber.get(number);
  }

  /** The op at this absolute path as it is, or as it was when it was removed; else null. */
  public Op lastOp(String path) {
    Op now = ops.get(path);
    return now == null ? removedOps.get(path) : now;
  }

  /** How many op versions were ever declared: the number of the next one. */
  public int opCount() {
    return opsByNumber.size();
  }

  /** The ops as they are now, by path; built at every call. */
  public SortedMap<String, Op> ops() {
    SortedMap<String, Op> sorted = new TreeMap<>();
    ops.forEach(op -> sorted.put(op.path(), op));
    return sorted;
  }

  /** The notifications that take the records of a topic, in order of path; built at every call. */
  public Collection<Op> eventOps() {
    SortedMap<String, Op> sorted = new TreeMap<>();
    eventOps.forEach(op -> sorted.put(op.path(), op));
    return sorted.values();
  }

  /** The fields, by path; built at every call. */
  public Map<String, Field> fields() {
    Map<String, Field> sorted = new TreeMap<>();
    fields.byPath().forEach(field -> sorted.put(field.path(), field));
    return sorted;
  }

  /** How many calls to a server may be in flight; null for any number. */
  public Integer inFlight(String server) {
    return limits.get(server);
  }

  /** The servers that have a limit of calls in flight, by name; built at every call. */
  public SortedMap<String, Integer> limitedServers() {
    SortedMap<String, Integer> sorted = new TreeMap<>();
    limits.forEachKey(server -> sorted.put(server, limits.get(server)));
    return sorted;
  }

  /**
   * This program with more declared.
   *
   * @param newFields numbered on from {@link #fieldCount()}, or known ones with other words about
   *     them
   * @param newOps op versions numbered on from {@link #opCount()}; each replaces the op at its path
   * @param servers each replaces what was said of it before
   */
  public Program with(
      long newRevision,
      Collection<Field> newFields,
      Collection<Op> newOps,
      Collection<ServerSpec> servers) {
    PersistentMap<String, Op> allOps = ops;
    PersistentMap<String, Op> stillRemoved = removedOps;
    PersistentList<Op> numberedOps = opsByNumber;
    Index left = index;
    PersistentMap<String, Op> allEventOps = eventOps;
    int catching = catchUps;
    Pauses stillPaused = pauses;
    for (Op op : newOps) {
      Op replaced = allOps.get(op.path());
      if (replaced != null) {
        left = left.without(replaced);
        stillPaused = stillPaused.changed(replaced, op, newRevision);
        allEventOps = allEventOps.without(op.path());
        catching -= replaced.spec().catchUp() ? 1 : 0;
      }
      if (op.isNotification() && op.spec().topic() != null) {
        allEventOps = allEventOps.with(op.path(), op);
      }
      catching += op.spec().catchUp() ? 1 : 0;
      allOps = allOps.with(op.path(), op);
      stillRemoved = stillRemoved.without(op.path());
      numberedOps = numberedOps.with(op.number(), op);
    }
    PersistentMap<String, Integer> allLimits = limits;
    for (ServerSpec server : servers) {
      allLimits =
          server.inFlight() == null
              ? allLimits.without(server.name())
              : allLimits.with(server.name(), server.inFlight());
    }
    return new Program(
        newRevision,
        fields.with(newFields),
        allOps,
        stillRemoved,
        numberedOps,
        left.with(newOps),
        allEventOps,
        catching,
        allLimits,
        stillPaused);
  }

  /**
   * This program without the op at {@code path} and all ops in the folder of that path; fields
   * stay.
   *
   * @return null when there is no such op
   */
  public Program without(long newRevision, String path) {
    List<Op> removed = atOrBelow(path, op -> true);
    if (removed.isEmpty()) {
      return null;
    }
    Pauses stillPaused = pauses;
    PersistentMap<String, Op> leftOps = ops;
    PersistentMap<String, Op> allRemoved = removedOps;
    Index leftIndex = index;
    PersistentMap<String, Op> leftEventOps = eventOps;
    int catching = catchUps;
    for (Op op : removed) {
      leftOps = leftOps.without(op.path());
      allRemoved = allRemoved.with(op.path(), op);
      leftIndex = leftIndex.without(op);
      leftEventOps = leftEventOps.without(op.path());
      catching -= op.spec().catchUp() ? 1 : 0;
      stillPaused = stillPaused.without(op, newRevision);
    }
    return new Program(
        newRevision,
        fields,
        leftOps,
        allRemoved,
        opsByNumber,
        leftIndex,
        leftEventOps,
        catching,
        limits,
        stillPaused);
  }

  /**
   * This program with the op at {@code path} and all ops in the folder of that path paused. What is
   * declared there later is not.
   *
   * @return null when there is no such op, or notifications alone, which nothing fires
   */
  public Program paused(long newRevision, String path) {
    List<Op> wanted = atOrBelow(path, op -> !op.isNotification());
    List<Op> more = wanted.stream().filter(op -> !isPaused(op)).toList();
    return wanted.isEmpty() ? null : with(newRevision, pauses.with(more));
  }

  /**
   * This program with the op at {@code path} and all ops in the folder of that path paused no more.
   *
   * @return null when there is no such op, or notifications alone
   */
  public Program resumed(long newRevision, String path) {
    List<Op> wanted = atOrBelow(path, op -> !op.isNotification());
    Pauses left = pauses;
    for (Op op : wanted) {
      left = left.without(op, newRevision);
    }
    return wanted.isEmpty() ? null : with(newRevision, left);
  }

  private Program with(long newRevision, Pauses newPauses) {
    return new Program(
        newRevision,
        fields,
        ops,
        removedOps,
        opsByNumber,
        index,
        eventOps,
        catchUps,
        limits,
        newPauses);
  }

  private List<Op> atOrBelow(String path, Predicate<Op> test) {
    List<Op> found = new ArrayList<>();
    ops.forEach(
        op -> {
          if ((op.path().equals(path) || op.isIn(path)) && test.test(op)) {
            found.add(op);
          }
        });
    return found;
  }

  /** Whether the op at this op's path is paused: not fired, whatever is there. */
  public boolean isPaused(Op op) {
    return !pauses.isEmpty() && pauses.holds(op);
  }

  /** Whether an op is paused. */
  public boolean hasPaused() {
    return !pauses.isEmpty();
  }

  /** Visits the paused ops, leaving out those that lack their filing input. */
  public void pausedCandidates(Presence present, Consumer<OpGroup> visitor) {
    pauses.paused().filed(present, visitor);
  }

  Pauses pauses() {
    return pauses;
  }

  /**
   * Visits the ops that need {@code field}, leaving out those that lack the input under which they
   * are filed.
   */
  public void consumers(Field field, Presence present, Consumer<OpGroup> visitor) {
    index.consumers(field, present, visitor);
  }

  /** Visits the ops that {@code field} masks, leaving out those that lack their filing input. */
  public void masked(Field field, Presence present, Consumer<OpGroup> visitor) {
    index.masked(field, present, visitor);
  }

  /** Visits the ops with inputs, leaving out those that lack their filing input. */
  public void candidates(Presence present, Consumer<OpGroup> visitor) {
    index.filed(present, visitor);
  }

  /** What ops it has that {@code earlier} had not, of which this is a later snapshot. */
  public ChangedOps since(Program earlier) {
    return ChangedOps.between(earlier, this);
  }

  /** Which fields the ops of each datacenter name; made at the first call. */
  public Interests interests() {
    Interests made = interests;
    if (made == null) {
      List<Op> all = new ArrayList<>();
      ops.forEach(all::add);
      made = new Interests(all);
      interests = made;
    }
    return made;
  }

  /** Whether an op catches up: whether quiescent processes may take notice of the program. */
  public boolean catchesUp() {
    return catchUps > 0;
  }

  /** Whether an op with inputs that can produce {@code field} passes the test. */
  public boolean anyProducer(Field field, Predicate<Op> test) {
    return index.anyProducer(field, test);
  }
}
