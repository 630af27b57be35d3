package io.madcloud.engine;

import io.madcloud.engine.Update.Content;
import io.madcloud.engine.Update.Identity;
import io.madcloud.engine.Update.Made;
import io.madcloud.engine.Update.Part;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes what other datacenters tell of a process: each update once, and behind all that it rests
 * on. One that comes early waits.
 */
final class Arrivals {

  private final Run run;
  private final Draft draft;
  private final Process process;
  private final Program program;
  private final Applying applying;
  private final Spread spread;
  private final Producers producers;
  private final Map<String, Integer> fieldsets = new HashMap<>();

  Arrivals(Run run, Draft draft, Applying applying) {
    this.run = run;
    this.draft = draft;
    this.process = draft.process();
    this.program = draft.program();
    this.applying = applying;
    this.spread = process.spread;
    this.producers = new Producers(process);
  }

  /** Takes all updates that are due of those that have come; an end waits for nothing. */
  void take() {
    List.copyOf(spread.early()).forEach(this::takeEnd);
    for (Update update = next(); update != null; update = next()) {
      if (process.status == Status.QUIESCENT) {
        wake();
      }
      if (process.status == Status.RUNNING) {
        draft.beginStep();
        apply(update);
        run.finish(update.from(), 0);
      }
    }
  }

  private Update next() {
    for (Iterator<Update> updates = spread.early().iterator(); updates.hasNext(); ) {
      Update update = updates.next();
      if (spread.isDue(update, program) && (process.status.isFinal() || knowsAll(update))) {
        updates.remove();
        spread.receive(update);
        return update;
      }
    }
    return null;
  }

  private void wake() {
    boolean other = process.programRevision != program.revision();
    run.resume();
    if (other) {
      run.meetProgram();
    }
  }

  /** A process that stopped in one datacenter stops everywhere; the origin has the last word. */
  private void takeEnd(Update update) {
    boolean decides = update.from().equals(spread.origin());
    if (update.status().isFinal()
        && (!process.status.isFinal() || (decides && process.status != update.status()))) {
      run.stop(update.status(), update.reason());
    }
  }

  /**
   * Whether all that an update names is known here. What is not declared will be; fieldsets come
   * with the update that names them, or before.
   */
  private boolean knowsAll(Update update) {
    Set<String> forked = new HashSet<>();
    for (Part part : update.parts()) {
      String named = part.fieldset();
      if (part instanceof Update.Forked fork) {
        forked.add(named);
        named = fork.parent();
      }
      if (fieldset(named) == null && !forked.contains(named)) {
        return false;
      }
    }
    for (Made made : update.invocations()) {
      if (program.lastOp(made.op()) == null) {
        return false;
      }
      for (Identity identity : made.key()) {
        if (program.field(identity.field()) == null) {
          return false;
        }
      }
    }
    for (Content content : update.messages()) {
      for (String field : content.fields().keySet()) {
        if (program.field(field) == null) {
          return false;
        }
      }
    }
    return true;
  }

  /** Does in this view what an update says, within a step. */
  void apply(Update update) {
    Told told = spread.told(update.from());
    for (Made made : update.invocations()) {
      int number = producers.invocation(made.datacenter(), made.number());
      told.invocations().add(number == 0 ? add(made) : number);
      if (number > 0 && made.superseded()) {
        applying.supersede(number);
      }
    }
    for (Content content : update.messages()) {
      learn(content);
    }
    for (Part part : update.parts()) {
      apply(part);
      told.fieldsets().add(fieldset(part.fieldset()).number());
    }
  }

  private int add(Made made) {
    Op op = program.lastOp(made.op());
    int first = process.messages.size();
    int number = process.invocationCount() + 1;
    for (int index = 0; index < made.sizes().size(); index++) {
      process.messages.add(Message.unknown(number));
    }
    Invocation.Elsewhere elsewhere =
        new Invocation.Elsewhere(made.datacenter(), made.number(), made.moves(), made.sizes());
    int[] key = producers.key(made.key(), program);
    int rival = applying.find(new Key(made.op(), key));
    Invocation added = Invocation.elsewhere(op.number(), key, first, elsewhere);
    boolean outdated = rival > 0 && made.moves() < process.invocation(rival).moves(program);
    if (outdated) {
      draft.moves().add(new Move.Superseded(number));
    } else if (rival > 0) {
      applying.supersede(rival);
    }
    process.invocations.add(outdated || made.superseded() ? added.outdated() : added);
    draft.changes().add(new Change.Learned(number, op, made.datacenter(), made.number()));
    return number;
  }

  private void learn(Content content) {
    int number = producers.message(content.producer());
    Message message = process.messages.get(number);
    for (Map.Entry<String, Object> entry : content.fields().entrySet()) {
      Field field = program.field(entry.getKey());
      Object value = field.type().conform(entry.getValue());
      if (value == null) {
        String detail = Judgement.mismatch(field, field.path(), entry.getValue());
        draft.effects().add(new Effect.Rejected(Rejection.TYPE_MISMATCH, detail, false));
      } else {
        message = message.with(field.number(), value);
      }
    }
    process.messages.set(number, message);
  }

  private void apply(Part part) {
    if (part instanceof Update.Forked forked) {
      if (fieldset(forked.fieldset()) == null) {
        fork(forked);
      }
    } else if (part instanceof Update.Closed closed) {
      applying.close(fieldset(closed.fieldset()).number());
    } else if (part instanceof Update.Added added) {
      add(added);
    } else if (part instanceof Update.Withdrawn withdrawn) {
      withdraw(withdrawn);
    }
  }

  private void fork(Update.Forked forked) {
    applying.forkFrom(fieldset(forked.parent()).number(), forked.fieldset(), forked.stamp());
    int invocation = producers.invocation(forked.stamp().datacenter(), forked.invocation());
    if (forked.invocation() > 0 && invocation > 0 && process.invocation(invocation).superseded()) {
      applying.close(fieldset(forked.fieldset()).number());
    }
  }

  private void add(Update.Added added) {
    int message = producers.message(added.producer());
    if (process.isSuperseded(message)) {
      return; // The op was run again, where it has moved to.
    }
    int[] fields = known(added.fields(), process.messages.get(message));
    Fieldset fieldset = fieldset(added.fieldset());
    applying.add(fieldset.number(), message, fields, added.stamp());
    for (int fork : Forks.after(process, fieldset.number(), added.stamp()).toArray()) {
      applying.add(fork, message, fields, added.stamp());
    }
  }

  private void withdraw(Update.Withdrawn withdrawn) {
    int message = producers.message(withdrawn.producer());
    int field = program.field(withdrawn.field()).number();
    Fieldset fieldset = fieldset(withdrawn.fieldset());
    applying.withdraw(fieldset.number(), message, field, withdrawn.stamp());
    IntSet keeping = new IntSet();
    for (int number : Forks.of(process, fieldset.number()).toArray()) {
      Fieldset fork = process.fieldsets.get(number);
      if (withdrawn.kept().contains(fork.id()) || keeping.contains(fork.parent())) {
        keeping.add(number);
      } else {
        applying.withdraw(number, message, field, withdrawn.stamp());
      }
    }
  }

  /** Those of the fields of which the message has values here. */
  private int[] known(List<String> paths, Message message) {
    return paths.stream()
        .mapToInt(path -> program.field(path).number())
        .filter(field -> message.value(field) != null)
        .toArray();
  }

  private Fieldset fieldset(String id) {
    if (fieldsets.size() != process.fieldsets.size()) {
      for (Fieldset fieldset : process.fieldsets) {
        fieldsets.put(fieldset.id(), fieldset.number());
      }
    }
    Integer number = fieldsets.get(id);
    return number == null ? null : process.fieldsets.get(number);
  }
}
