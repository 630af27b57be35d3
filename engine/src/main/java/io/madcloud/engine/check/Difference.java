package io.madcloud.engine.check;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What becomes of a program by a change. All lists are in the order of paths.
 *
 * @param added ops that were not there before
 * @param changed ops that say something else now
 * @param removed ops that are not there any more
 * @param newFields fields that were not there before
 * @param rewordedFields fields whose {@code doc} or {@code sensitive} changed; nothing else can
 * @param servers that may have another number of calls in flight now, by name
 * @param impossible ops that could happen before and are still there, but can never happen now
 */
public record Difference(
    List<Op> added,
    List<ChangedOp> changed,
    List<Op> removed,
    List<Field> newFields,
    List<Field> rewordedFields,
    List<ChangedServer> servers,
    List<ImpossibleOp> impossible) {

  private static final Map<String, Function<OpSpec, Object>> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("in", OpSpec::in);
    PARTS.put("mask", OpSpec::mask);
    PARTS.put("out", OpSpec::out);
    PARTS.put("expr", OpSpec::expr);
    PARTS.put("each", OpSpec::each);
    PARTS.put("when", OpSpec::when);
    PARTS.put("plugin", OpSpec::plugin);
    PARTS.put("with", OpSpec::with);
    PARTS.put("call", OpSpec::call);
    PARTS.put("after", OpSpec::afterMs);
    PARTS.put("topic", OpSpec::topic);
    PARTS.put("process-id", OpSpec::processId);
    PARTS.put("returns", OpSpec::returns);
    PARTS.put("fail", OpSpec::fail);
    PARTS.put("masked", OpSpec::dropsWhenMasked);
    PARTS.put("catch-up", OpSpec::catchUp);
    PARTS.put("supervise", OpSpec::supervision);
    PARTS.put("at", OpSpec::at);
    PARTS.put("version", OpSpec::version);
    PARTS.put("doc", OpSpec::doc);
  }

  /**
   * An op that says something else now.
   *
   * @param parts what is different, by the keys that programs use
   */
  public record ChangedOp(Op before, Op after, List<String> parts) {
    public ChangedOp {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A server that may have another number of calls in flight now.
   *
   * @param before null for any number
   * @param after null for any number
   */
  public record ChangedServer(String name, Integer before, Integer after) {}

  /**
   * An op that can never happen any more.
   *
   * @param reason reads on after "because"
   */
  public record ImpossibleOp(Op op, String reason) {}

  public Difference {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
    newFields = List.copyOf(newFields);
    rewordedFields = List.copyOf(rewordedFields);
    servers = List.copyOf(servers);
    impossible = List.copyOf(impossible);
  }

  /** Compares a program with what it is to be. */
  public static Difference between(Program before, Program after) {
    Map<String, Op> old = before.ops();
    Map<String, Op> now = after.ops();
    List<ChangedOp> changed = new ArrayList<>();
    now.forEach(
        (path, op) -> {
          List<String> parts = old.containsKey(path) ? parts(old.get(path), op) : List.of();
          if (!parts.isEmpty()) {
            changed.add(new ChangedOp(old.get(path), op, parts));
          }
        });
    Map<Boolean, List<Field>> fields =
        after.fields().values().stream()
            .filter(field -> !sameWords(before.field(field.path()), field))
            .collect(Collectors.partitioningBy(field -> before.field(field.path()) == null));
    return new Difference(
        now.values().stream().filter(op -> !old.containsKey(op.path())).toList(),
        changed,
        old.values().stream().filter(op -> !now.containsKey(op.path())).toList(),
        fields.get(true),
        fields.get(false),
        servers(before, after),
        impossible(before, after));
  }

  /** Whether the change changes nothing. */
  public boolean isEmpty() {
    return added.isEmpty()
        && changed.isEmpty()
        && removed.isEmpty()
        && newFields.isEmpty()
        && rewordedFields.isEmpty()
        && servers.isEmpty();
  }

  private static List<ChangedServer> servers(Program before, Program after) {
    SortedSet<String> names = new TreeSet<>(before.limitedServers().keySet());
    names.addAll(after.limitedServers().keySet());
    return names.stream()
        .map(name -> new ChangedServer(name, before.inFlight(name), after.inFlight(name)))
        .filter(server -> !Objects.equals(server.before, server.after))
        .toList();
  }

  private static List<String> parts(Op before, Op after) {
    List<String> parts = new ArrayList<>();
    PARTS.forEach(
        (name, part) -> {
          if (!Objects.equals(part.apply(before.spec()), part.apply(after.spec()))) {
            parts.add(name);
          }
        });
    return parts;
  }

  private static boolean sameWords(Field before, Field after) {
    return before != null
        && before.sensitive() == after.sensitive()
        && Objects.equals(before.doc(), after.doc());
  }

  private static List<ImpossibleOp> impossible(Program before, Program after) {
    Wiring old = new Wiring(before);
    Courses possible = explored(old);
    Set<String> could = new HashSet<>();
    for (int op = 0; op < old.opCount(); op++) {
      if (!possible.isImpossible(op)) {
        could.add(old.op(op).path());
      }
    }
    Wiring now = new Wiring(after);
    Courses left = explored(now);
    Impossible reasons = new Impossible(now, left);
    List<ImpossibleOp> impossible = new ArrayList<>();
    for (int op = 0; op < now.opCount(); op++) {
      if (left.isImpossible(op) && could.contains(now.op(op).path())) {
        impossible.add(new ImpossibleOp(now.op(op), reasons.reason(op).text()));
      }
    }
    return impossible;
  }

  private static Courses explored(Wiring wiring) {
    Courses courses = new Courses(wiring);
    courses.explore(course -> {});
    return courses;
  }
}
