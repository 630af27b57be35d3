package io.madcloud.engine;

import io.madcloud.engine.Update.Content;
import io.madcloud.engine.Update.Made;
import io.madcloud.engine.Update.Part;
import io.madcloud.engine.Update.Producer;
import io.madcloud.engine.program.Interests;
import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one datacenter has to hear of a turn: of fieldsets all that came and went, of fields those
 * that its ops name, and of their values none that it has been told before.
 */
final class Parcel {

  /** A contribution, which may be to several fields. */
  private record Contribution(int message, Stamp stamp) {}

  private final Process process;
  private final Program program;
  private final Draft draft;
  private final Producers producers;
  private final Interests interests;
  private final String target;
  private final boolean targetIsOrigin;
  private final Told told;
  private final boolean first;

  private final List<Part> parts = new ArrayList<>();
  private final IntSet messages = new IntSet();

  /** Invocations that made what is spoken of. */
  private final IntSet makers = new IntSet();

  private final IntSet superseded = new IntSet();
  private final InvocationSet newFields = new InvocationSet();
  private final List<Content> contents = new ArrayList<>();
  private final List<Made> invocations = new ArrayList<>();

  Parcel(Draft draft, Producers producers, String target) {
    this.draft = draft;
    this.process = draft.process();
    this.program = draft.program();
    this.producers = producers;
    this.interests = program.interests();
    this.target = target;
    this.targetIsOrigin = target.equals(process.spread.origin());
    this.told = process.spread.told(target);
    this.first = !process.spread.hasSentTo(target);
  }

  boolean isEmpty() {
    return parts.isEmpty() && contents.isEmpty() && invocations.isEmpty();
  }

  List<Part> parts() {
    return parts;
  }

  List<Content> contents() {
    return contents;
  }

  List<Made> invocations() {
    return invocations;
  }

  /**
   * Puts in what the turn did, and what of the state concerns the datacenter from now on.
   *
   * @param all whether any field may concern it from now on, and not those alone that the turn
   *     changed
   */
  void pack(boolean all) {
    findNewFields(all);
    if (first) {
      packStructure();
    }
    draft.moves().forEach(this::pack);
    if (!newFields.isEmpty()) {
      for (Fieldset fieldset : process.fieldsets) {
        packState(fieldset);
      }
    }
    packContents();
    told.fields().addAll(newFields);
    packInvocations();
  }

  /** Fields that the datacenter's ops name and that it was told nothing of so far. */
  private void findNewFields(boolean all) {
    if (all) {
      for (Fieldset fieldset : process.fieldsets) {
        fieldset.everHeld().forEach((field, held) -> noteField(field));
      }
    }
    for (Move move : draft.moves()) {
      if (move instanceof Move.Added added) {
        for (int field : added.fields()) {
          noteField(field);
        }
      } else if (move instanceof Move.Withdrawn gone) {
        noteField(gone.field());
      }
    }
  }

  private void noteField(int field) {
    if (!told.fields().contains(field)
        && !newFields.contains(field)
        && interests.hold(target, targetIsOrigin, field)) {
      newFields.add(field);
    }
  }

  /** A datacenter that hears of the process for the first time hears of all of its fieldsets. */
  private void packStructure() {
    for (Fieldset fieldset : process.fieldsets) {
      named(fieldset.number());
    }
    for (Fieldset fieldset : process.fieldsets) {
      if (fieldset.isClosed()) {
        parts.add(new Update.Closed(fieldset.id()));
      }
    }
  }

  /**
   * The id of a fieldset, of which the datacenter hears now if it need not know it: whoever forked
   * it may not have told, by a program in which the datacenter had no ops.
   */
  private String named(int number) {
    Fieldset fieldset = process.fieldsets.get(number);
    if (number > 0 && !told.fieldsets().contains(number)) {
      told.fieldsets().add(number);
      if (!fieldset.forkedAt().datacenter().equals(target)) {
        String parent = named(fieldset.parent());
        parts.add(
            new Update.Forked(fieldset.id(), parent, fieldset.forkedAt(), fieldset.forkedBy()));
      }
    }
    return fieldset.id();
  }

  private void pack(Move move) {
    if (move instanceof Move.Added added) {
      List<String> fields = new ArrayList<>();
      for (int field : added.fields()) {
        if (told.fields().contains(field)) {
          fields.add(program.field(field).path());
        }
      }
      add(added.fieldset(), added.message(), added.stamp(), fields);
    } else if (move instanceof Move.Withdrawn gone) {
      if (told.fields().contains(gone.field()) || newFields.contains(gone.field())) {
        parts.add(withdrawn(gone)); // Others may have told of it.
      }
    } else if (move instanceof Move.Superseded it) {
      if (told.invocations().contains(it.invocation())) {
        superseded.add(it.invocation());
      }
    } else if (move instanceof Move.Forked forked) {
      named(forked.fieldset());
    } else if (!first && move instanceof Move.Closed closed) {
      parts.add(new Update.Closed(named(closed.fieldset())));
    }
  }

  private void add(int fieldset, int message, Stamp stamp, List<String> fields) {
    if (!fields.isEmpty()) {
      messages.add(message);
      note(message);
      parts.add(new Update.Added(named(fieldset), producers.of(message), stamp, fields));
    }
  }

  private void note(int message) {
    makers.add(process.messages.get(message).invocation());
  }

  private Update.Withdrawn withdrawn(Move.Withdrawn move) {
    note(move.message());
    List<String> kept = new ArrayList<>();
    for (int number : Forks.of(process, move.fieldset()).toArray()) {
      Held held = process.fieldsets.get(number).everHeld().get(move.field());
      if (holds(held, move.message(), move.stamp())) {
        kept.add(named(number));
      }
    }
    return new Update.Withdrawn(
        named(move.fieldset()),
        producers.of(move.message()),
        move.stamp(),
        program.field(move.field()).path(),
        kept);
  }

  /** What was contributed here to new fields, but for what a fork has of its parent. */
  private void packState(Fieldset fieldset) {
    Map<Contribution, List<String>> contributions = new LinkedHashMap<>();
    fieldset
        .everHeld()
        .forEach(
            (field, held) -> {
              for (int place = 0; place < held.stamps().length; place++) {
                if (newFields.contains(field)
                    && held.stamp(place).datacenter().equals(process.spread.here())
                    && !isInherited(fieldset, field, held, place)) {
                  contributions
                      .computeIfAbsent(
                          new Contribution(held.contributions()[place], held.stamp(place)),
                          added -> new ArrayList<>())
                      .add(program.field(field).path());
                }
              }
            });
    contributions.forEach(
        (contribution, fields) ->
            add(fieldset.number(), contribution.message(), contribution.stamp(), fields));
    if (fieldset.parent() >= 0) {
      packLost(fieldset, process.fieldsets.get(fieldset.parent()));
    }
  }

  /** What a fork had of its parent, and has no more, although the parent has. */
  private void packLost(Fieldset fieldset, Fieldset parent) {
    parent
        .everHeld()
        .forEach(
            (field, theirs) -> {
              Held ours = fieldset.everHeld().get(field);
              for (int place = 0; place < theirs.stamps().length; place++) {
                Stamp stamp = theirs.stamp(place);
                int message = theirs.contributions()[place];
                if (newFields.contains(field)
                    && stamp.datacenter().equals(process.spread.here())
                    && stamp.isBefore(fieldset.forkedAt())
                    && !holds(ours, message, stamp)) {
                  parts.add(
                      withdrawn(new Move.Withdrawn(fieldset.number(), message, stamp, field)));
                }
              }
            });
  }

  private static boolean holds(Held held, int message, Stamp stamp) {
    return Held.placeOf(held, message, stamp) >= 0;
  }

  private boolean isInherited(Fieldset fieldset, int field, Held held, int place) {
    if (fieldset.parent() < 0 || !held.stamp(place).isBefore(fieldset.forkedAt())) {
      return false;
    }
    Held theirs = process.fieldsets.get(fieldset.parent()).everHeld().get(field);
    return holds(theirs, held.contributions()[place], held.stamp(place));
  }

  /** Values: of messages that are new to the datacenter, and of fields that are. */
  private void packContents() {
    if (!newFields.isEmpty()) {
      told.messages().forEach(message -> packContent(message, newFields));
    }
    InvocationSet all = told.fields().copy();
    newFields.forEach(all::add);
    for (int message : messages.toArray()) {
      if (!told.messages().contains(message)) {
        packContent(message, all);
        told.messages().add(message);
      }
    }
  }

  private void packContent(int message, InvocationSet wanted) {
    Map<String, Object> fields = new TreeMap<>();
    Message content = process.messages.get(message);
    for (int index = 0; index < content.fields().length; index++) {
      if (wanted.contains(content.fields()[index])) {
        fields.put(program.field(content.fields()[index]).path(), content.values()[index]);
      }
    }
    Producer producer = producers.of(message);
    if (!fields.isEmpty() && !producer.datacenter().equals(target)) {
      note(message);
      contents.add(new Content(producer, fields));
    }
  }

  /** The invocations that made what is named, and all that these are grounded on. */
  private void packInvocations() {
    IntSet wanted = new IntSet();
    List<Integer> open = new ArrayList<>();
    for (int maker : makers.toArray()) {
      open.add(maker);
    }
    while (!open.isEmpty()) {
      int number = open.remove(open.size() - 1);
      if (number > 0 && !told.invocations().contains(number)) {
        told.invocations().add(number);
        wanted.add(number);
        int[] key = process.invocation(number).key();
        for (int at = 0; at < key.length; at += 2 + key[at + 1]) {
          for (int index = 0; index < key[at + 1]; index++) {
            open.add(process.messages.get(key[at + 2 + index]).invocation());
          }
        }
      }
    }
    for (int number : wanted.toArray()) {
      Invocation.Elsewhere elsewhere = process.invocation(number).elsewhere();
      if (elsewhere == null || !elsewhere.datacenter().equals(target)) {
        pack(number, process.invocation(number));
      }
    }
    for (int number : superseded.toArray()) {
      pack(number, process.invocation(number));
    }
  }

  private void pack(int number, Invocation invocation) {
    Invocation.Elsewhere elsewhere = invocation.elsewhere();
    invocations.add(
        new Made(
            elsewhere == null ? process.spread.here() : elsewhere.datacenter(),
            elsewhere == null ? number : elsewhere.number(),
            program.op(invocation.op()).path(),
            invocation.moves(program),
            producers.key(invocation, program),
            elsewhere == null ? sizes(invocation) : elsewhere.sizes(),
            invocation.superseded()));
  }

  private List<Integer> sizes(Invocation invocation) {
    List<Integer> sizes = new ArrayList<>(invocation.messages());
    for (int index = 0; index < invocation.messages(); index++) {
      sizes.add(process.messages.get(invocation.firstMessage() + index).fields().length);
    }
    return sizes;
  }
}
