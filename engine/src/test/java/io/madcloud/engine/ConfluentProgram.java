package io.madcloud.engine;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.FieldSpec;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.OpSpec.SlotSpec;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.Supervision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A random program of the kind that the theorem of section 4 of the model speaks of: no mask, every
 * field has the policy {@code fork} and one producer. Values come from a small domain, so that
 * alternatives are often equal.
 */
final class ConfluentProgram {

  static final String START = "/start";
  static final int DOMAIN = 3;

  private static final String[] LOCALS = {"a", "b", "c"};
  private static final String[] PRODUCTS = {"p", "q"};
  private static final List<String> EACH =
      List.of("[0, 1]", "[a, 1]", "a == 0 ? [2] : [0, 1, 2]", "a == 1 ? [a - 1] : [a, a]");

  private final SplittableRandom random;
  private final List<String> datacenters;
  private final List<FieldSpec> fields = new ArrayList<>();
  private final List<OpSpec> ops = new ArrayList<>();
  private final Map<String, Object> notification = new LinkedHashMap<>();

  ConfluentProgram(long seed) {
    this(seed, List.of());
  }

  /** One whose ops are resident in these datacenters, or in none. */
  ConfluentProgram(long seed, List<String> datacenters) {
    this.random = new SplittableRandom(seed);
    this.datacenters = datacenters;
    start(1 + random.nextInt(2));
    int count = 2 + random.nextInt(6);
    for (int op = 0; op < count; op++) {
      add("/op" + op);
    }
  }

  Declaration declaration() {
    return new Declaration(fields, ops);
  }

  /** The fields of the event that starts the process. */
  Map<String, Object> notification() {
    return notification;
  }

  private void start(int count) {
    List<SlotSpec> out = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      out.add(new SlotSpec(PRODUCTS[index], field()));
      notification.put(PRODUCTS[index], (long) random.nextInt(DOMAIN));
    }
    ops.add(spec(START, List.of(), out, null, null, null, null));
  }

  private void add(String path) {
    List<SlotSpec> in = new ArrayList<>();
    List<FieldSpec> known = new ArrayList<>(fields);
    int inputs = Math.min(known.size(), 1 + random.nextInt(LOCALS.length));
    for (int index = 0; index < inputs; index++) {
      FieldSpec field = known.remove(random.nextInt(known.size()));
      in.add(new SlotSpec(LOCALS[index], field.path()));
    }
    List<SlotSpec> out = new ArrayList<>();
    for (int index = 1 + random.nextInt(PRODUCTS.length); index > 0; index--) {
      out.add(new SlotSpec(PRODUCTS[index - 1], field()));
    }
    String when = random.nextInt(5) == 0 ? "a != " + random.nextInt(DOMAIN) : null;
    boolean call = random.nextInt(3) > 0;
    boolean each = !call && random.nextInt(2) == 0;
    String each1 = each ? EACH.get(random.nextInt(EACH.size())) : null;
    Map<String, String> expr = call ? null : expressions(in, out, each);
    ops.add(spec(path, in, out, expr, each1, call ? "server" : null, when));
  }

  private Map<String, String> expressions(List<SlotSpec> in, List<SlotSpec> out, boolean each) {
    Map<String, String> expressions = new LinkedHashMap<>();
    for (SlotSpec slot : out) {
      String last = in.get(in.size() - 1).local();
      String other = each && random.nextBoolean() ? "it" : Integer.toString(random.nextInt(DOMAIN));
      expressions.put(slot.local(), "(%s + %s) %% %d".formatted(last, other, DOMAIN));
    }
    return expressions;
  }

  private String field() {
    String path = "/f" + fields.size();
    fields.add(new FieldSpec(path, FieldType.LONG, Merge.FORK, false, null, Place.at(path)));
    return path;
  }

  private String residence() {
    return datacenters.isEmpty() || random.nextInt(4) == 0
        ? null
        : datacenters.get(random.nextInt(datacenters.size()));
  }

  private OpSpec spec(
      String path,
      List<SlotSpec> in,
      List<SlotSpec> out,
      Map<String, String> expr,
      String each,
      String call,
      String when) {
    return new OpSpec(
        path,
        in,
        List.of(),
        out,
        expr,
        each,
        when,
        null,
        Map.of(),
        call,
        null,
        null,
        null,
        null,
        null,
        false,
        false,
        Supervision.DEFAULT,
        residence(),
        null,
        null,
        Place.at(path));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("start with " + notification);
    for (OpSpec op : ops) {
      text.append("\n  %s at %s in %s".formatted(op.path(), op.at(), op.in()));
      text.append(" out ").append(op.out());
      text.append(" when %s expr %s each %s".formatted(op.when(), op.expr(), op.each()));
    }
    return text.toString();
  }
}
