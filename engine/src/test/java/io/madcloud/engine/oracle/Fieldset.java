package io.madcloud.engine.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A set of populated fields inside a process, with its memory. */
final class Fieldset {
  final String id;
  final String parent;

  /** Contributions by field; a field that lost them all is not here but in {@link #stale}. */
  final Map<String, List<Contribution>> contributions = new TreeMap<>();

  final Set<String> stale = new TreeSet<>();
  final Set<Integer> applied = new TreeSet<>();
  final Set<Integer> awaited = new TreeSet<>();
  boolean closed;
  int forks;

  Fieldset(String id, String parent) {
    this.id = id;
    this.parent = parent;
  }

  Fieldset copy() {
    Fieldset copy = copyAs(id, parent);
    copy.closed = closed;
    copy.forks = forks;
    return copy;
  }

  /** A new fork that holds what this fieldset holds and remembers. */
  Fieldset fork() {
    forks++;
    return copyAs(id + "." + forks, id);
  }

  private Fieldset copyAs(String copyId, String copyParent) {
    Fieldset copy = new Fieldset(copyId, copyParent);
    contributions.forEach((field, list) -> copy.contributions.put(field, new ArrayList<>(list)));
    copy.stale.addAll(stale);
    copy.applied.addAll(applied);
    copy.awaited.addAll(awaited);
    return copy;
  }

  void close() {
    closed = true;
    contributions.clear();
    stale.clear();
    applied.clear();
    awaited.clear();
  }

  /** Whether the field is here with a value. */
  boolean shows(String field) {
    return contributions.containsKey(field);
  }

  Object value(String field, Program program) {
    return program.merge(field).value(contributions.get(field));
  }

  Identity identity(String field, Program program) {
    return new Identity(field, program.merge(field).shapers(contributions.get(field)));
  }

  /** The identities of all fields that have a value, by field. */
  Map<String, Identity> identities(Program program) {
    Map<String, Identity> identities = new TreeMap<>();
    contributions.keySet().forEach(field -> identities.put(field, identity(field, program)));
    return identities;
  }
}
