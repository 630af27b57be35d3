package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.op.OpReply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Runs one process in several datacenters to its end. Links deliver late, twice and in any order,
 * servers answer in any order, and each datacenter meets changes of the program when it likes; but
 * nothing is lost. What has to hold of every turn is checked on the way.
 */
final class DistributedRun {

  private static final Limits LIMITS = new Limits(40, 200, 100_000);

  private static final int MOST_STEPS = 20_000;

  /** One run of so many also has each process stored before every turn. */
  private static final int STORES = 4;

  private static final Incarnation INCARNATION = new Incarnation("notifications", 0, 0);

  /** One of the datacenters. */
  static final class Place {
    final String name;
    final Engine engine;
    Process process;
    int met;

    Place(String name, List<String> names) {
      this.name = name;
      this.engine = new Engine(LIMITS, InProcess::run, Datacenters.of(name, names));
    }
  }

  private record Crossing(Place to, Update update) {}

  /** Something that happened; as text only when somebody wants to read it. */
  private record Event(String place, String what, Object particulars) {
    @Override
    public String toString() {
      return place + " " + what + " " + particulars;
    }
  }

  /** Something that can happen next. */
  private interface Happening {
    void happen();
  }

  private final List<Program> programs;
  private final SplittableRandom chance;
  private final RandomAnswers answers;
  private final boolean failing;
  private final boolean checkingStores;
  private final List<Place> places = new ArrayList<>();
  private final List<Crossing> underWay = new ArrayList<>();
  private final Map<List<Object>, String> fired = new HashMap<>();
  private final List<Object> told = new ArrayList<>();
  private int outcomes;

  /**
   * @param programs that each datacenter meets one after the other
   * @param failing whether some runs of ops fail
   */
  DistributedRun(List<Program> programs, List<String> names, boolean failing, long seed) {
    this.failing = failing;
    this.checkingStores = seed % STORES == 0;
    this.programs = programs;
    this.chance = new SplittableRandom(seed);
    this.answers = new RandomAnswers(seed);
    names.forEach(name -> places.add(new Place(name, names)));
  }

  List<Place> places() {
    return places;
  }

  Program program(Place place) {
    return programs.get(place.met);
  }

  /** What happened, in order. */
  String told() {
    return told.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  void run(Place origin, Op notification, Map<String, Object> fields) {
    turn(origin, new Input.Notification(0, "p", INCARNATION, notification.path(), fields, null));
    for (int step = 0; ; step++) {
      assertThat(step).as("steps of a run, all of which end").isLessThan(MOST_STEPS);
      List<Happening> happenings = happenings();
      if (happenings.isEmpty()) {
        break;
      }
      happenings.get(chance.nextInt(happenings.size())).happen();
    }
  }

  private List<Happening> happenings() {
    List<Happening> happenings = new ArrayList<>();
    for (Crossing crossing : underWay) {
      happenings.add(() -> deliver(crossing));
    }
    for (Place place : places) {
      if (place.met + 1 < programs.size()) {
        happenings.add(() -> meet(place));
      }
      if (place.process != null && place.process.status() == Status.RUNNING) {
        addReplies(place, happenings);
      }
    }
    return happenings;
  }

  private void addReplies(Place place, List<Happening> happenings) {
    Process process = place.process;
    for (int number = 1; number <= process.invocationCount(); number++) {
      Invocation invocation = process.invocation(number);
      Op op = program(place).op(invocation.op());
      int answered = number;
      if (invocation.isPending() && process.isAwaited(number)) {
        happenings.add(() -> reply(place, answered, op));
      }
    }
  }

  private void deliver(Crossing crossing) {
    if (chance.nextInt(5) > 0) {
      underWay.remove(crossing);
    }
    told.add(new Event(crossing.to.name, "hears", crossing.update));
    turn(crossing.to, new Input.Arrival(0, crossing.update));
  }

  private void meet(Place place) {
    place.met++;
    told.add(new Event(place.name, "meets program", place.met));
    if (place.process != null) {
      turn(place, new Input.ProgramChange(0));
    }
  }

  private void reply(Place place, int number, Op op) {
    Invocation invocation = place.process.invocation(number);
    if (op.action() instanceof Action.After) {
      int attempt = invocation.attempts() + 1;
      turn(place, new Input.Timer(invocation.dueMs(), number, attempt, Timers.Kind.REPLY));
      return;
    }
    OpReply reply =
        failing && chance.nextInt(12) == 0
            ? OpReply.failure("boom")
            : OpReply.of(answers.messages(op, invocation, place.process));
    told.add(new Event(place.name, "answers invocation " + number, reply));
    turn(place, new Input.Reply(0, INCARNATION, number, Input.Reply.ANY_ATTEMPT, reply));
    Invocation after = place.process.invocation(number);
    if (after.isPending() && after.paused()) {
      int attempt = after.attempts() + 1;
      turn(place, new Input.Timer(after.dueMs(), number, attempt, Timers.Kind.RETRY));
    }
  }

  private void turn(Place place, Input input) {
    Program program = program(place);
    Process before = place.process;
    Turn turn = place.engine.turn(program, before, input);
    if (turn.process() == null) {
      return;
    }
    if (checkingStores) {
      checkStored(place, input, turn);
    }
    place.process = turn.process();
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.Send send) {
        Place to =
            places.stream().filter(it -> it.name.equals(send.datacenter())).findFirst().get();
        told.add(new Event(place.name, "tells " + to.name, send.update().number()));
        underWay.add(new Crossing(to, send.update()));
      }
    }
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.Journal journal) {
        journal.changes().forEach(change -> check(place, change));
      } else if (effect instanceof Effect.Outcome outcome) {
        check(place, outcome);
      }
    }
  }

  /** A process that was stored takes the same turn, and the turn leaves it as it was. */
  private void checkStored(Place place, Input input, Turn turn) {
    Program program = program(place);
    Process stored =
        place.process == null ? null : Process.restored(place.process.state(), program);
    String text = stored == null ? null : StateText.of(stored);
    Turn again = place.engine.turn(program, stored, input);
    assertThat(again.effects())
        .as("effects of %s on a stored process", input)
        .isEqualTo(turn.effects());
    assertThat(StateText.of(again.process()))
        .as("state after %s", input)
        .isEqualTo(StateText.of(turn.process()));
    if (stored != null) {
      assertThat(StateText.of(stored)).as("state before %s", input).isEqualTo(text);
    }
  }

  private void check(Place place, Change change) {
    told.add(new Event(place.name, "notes", change));
    if (change instanceof Change.Invoked invoked && invoked.attempt() == 1) {
      Spread spread = place.process.spread;
      assertThat(spread.residence(invoked.op()))
          .as("where %s is fired", invoked.op())
          .isEqualTo(place.name);
      Invocation invocation = place.process.invocation(invoked.invocation());
      if (invocation.key().length > 0) {
        List<Object> key =
            List.of(
                invoked.op().path(),
                invoked.op().moves(),
                new Producers(place.process).key(invocation, program(place)));
        assertThat(fired.put(key, place.name)).as("where %s was fired before", key).isNull();
      }
    }
  }

  private void check(Place place, Effect.Outcome outcome) {
    outcomes++;
    assertThat(place.process.spread.isOrigin()).as("whether the origin concludes").isTrue();
    assertThat(outcome.revision()).as("revision").isEqualTo(outcomes);
    // A view may take up running by itself to catch up with a program, and tell of it later.
    if (outcome.status() == Status.QUIESCENT && programs.size() == 1) {
      for (Crossing crossing : underWay) {
        Process process = crossing.to.process;
        assertThat(process != null && process.spread.isKnown(crossing.update))
            .as("whether %s is known when nothing is to be done", crossing)
            .isTrue();
      }
      for (Place other : places) {
        if (other != place && other.process != null) {
          assertThat(other.process.status())
              .as("status in %s", other.name)
              .isNotEqualTo(Status.RUNNING);
        }
      }
    }
  }

  /** What has to hold when nothing more can happen. */
  void checkEnd(Place origin) {
    Status end = origin.process.status();
    assertThat(end).as("status at the origin").isNotEqualTo(Status.RUNNING);
    for (Place place : places) {
      if (place.process != null) {
        assertThat(place.process.status()).as("status in %s", place.name).isEqualTo(end);
      }
    }
    if (end == Status.QUIESCENT) {
      for (Place place : places) {
        if (place.process != null) {
          assertThat(place.process.spread.early()).as("what came early").isEmpty();
        }
        for (Place other : places) {
          if (place.process != null && other.process != null) {
            agree(place, other);
          }
        }
      }
    }
  }

  /** The live fieldsets of all views together, as maps from field to value. */
  Set<Map<String, Object>> union() {
    Map<String, Map<String, Object>> union = new HashMap<>();
    Set<String> closed = new HashSet<>();
    for (Place place : places) {
      if (place.process != null) {
        for (ProcessView.FieldsetView fieldset : place.process.view(program(place)).fieldsets()) {
          union.computeIfAbsent(fieldset.id(), id -> new HashMap<>()).putAll(fieldset.fields());
          if (fieldset.closed()) {
            closed.add(fieldset.id());
          }
        }
      }
    }
    union.keySet().removeAll(closed);
    return new HashSet<>(union.values());
  }

  /** Both show the same of each field that the ops of both name. */
  private void agree(Place one, Place other) {
    Map<String, Map<String, Object>> ones = shown(one, other);
    Map<String, Map<String, Object>> others = shown(other, one);
    ones.keySet().retainAll(others.keySet());
    others.keySet().retainAll(ones.keySet());
    assertThat(ones)
        .as("what %s shows of what %s names, too", one.name, other.name)
        .isEqualTo(others);
  }

  private Map<String, Map<String, Object>> shown(Place place, Place other) {
    Program program = program(place);
    Map<String, Map<String, Object>> shown = new LinkedHashMap<>();
    for (Fieldset fieldset : place.process.fieldsets) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("closed", fieldset.isClosed());
      fieldset
          .fields()
          .forEach(
              (number, held) -> {
                if (!held.isStale() && names(place, number) && names(other, number)) {
                  Producers producers = new Producers(place.process);
                  fields.put(
                      program.field(number).path(),
                      List.of(
                          held.value(),
                          Arrays.stream(held.shapedBy()).mapToObj(producers::of).toList()));
                }
              });
      shown.put(fieldset.id(), fields);
    }
    return shown;
  }

  /** All the time: a quiescent process takes no notice of what somebody names later. */
  private boolean names(Place place, int field) {
    boolean origin = place.process.spread.isOrigin();
    return programs.stream()
        .allMatch(program -> program.interests().hold(place.name, origin, field));
  }
}
