package io.madcloud.engine;

import io.madcloud.engine.Explanation.Applied;
import io.madcloud.engine.Explanation.Awaited;
import io.madcloud.engine.Explanation.Masked;
import io.madcloud.engine.Explanation.Missing;
import io.madcloud.engine.Explanation.Obstacle;
import io.madcloud.engine.Explanation.OnFieldset;
import io.madcloud.engine.Explanation.Source;
import io.madcloud.engine.Explanation.When;
import io.madcloud.engine.program.ExpressionException;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import io.madcloud.engine.program.Steps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what keeps an op from happening, by the rules that {@link Matcher} decides by. */
final class Why {

  private final Process process;
  private final Program program;
  private final Matcher matcher;

  Why(Process process, Program program) {
    this.process = process;
    this.program = program;
    this.matcher = new Matcher(process, program);
  }

  Explanation explain(Op op) {
    List<OnFieldset> live = new ArrayList<>();
    if (process.status == Status.RUNNING || process.status == Status.QUIESCENT) {
      for (int index = 0; index < process.live.size(); index++) {
        Fieldset fieldset = process.liveAt(index);
        live.add(new OnFieldset(fieldset.id(), obstacles(fieldset, op)));
      }
    }
    return new Explanation(
        op,
        program.isPaused(op),
        process.droppedFolder(op),
        live,
        process.fieldsets.size() - process.live.size());
  }

  private List<Obstacle> obstacles(Fieldset fieldset, Op op) {
    List<Obstacle> obstacles = new ArrayList<>();
    Obstacle own = own(fieldset, op);
    if (own != null) {
      obstacles.add(own);
    }
    for (Slot slot : op.in()) {
      if (!fieldset.has(slot.field().number())) {
        obstacles.add(missing(fieldset, slot.field(), sources(fieldset, slot.field())));
      }
    }
    addMasks(fieldset, op, obstacles);
    addWhen(fieldset, op, obstacles);
    return obstacles;
  }

  /** The op's own invocation on the values that are there, if it is over or awaited. */
  private Obstacle own(Fieldset fieldset, Op op) {
    Key key = Key.of(op, fieldset);
    int invocation = key == null ? 0 : matcher.find(key);
    if (invocation > 0 && fieldset.applied().contains(invocation)) {
      return new Applied(invocation);
    }
    return invocation > 0 && fieldset.awaited().contains(invocation)
        ? new Awaited(invocation)
        : null;
  }

  private static Missing missing(Fieldset fieldset, Field field, List<Source> sources) {
    return new Missing(field, fieldset.get(field.number()) != null, sources);
  }

  private void addMasks(Fieldset fieldset, Op op, List<Obstacle> obstacles) {
    for (Field mask : op.mask()) {
      if (Matcher.isMasked(fieldset, op, mask)) {
        Held held = fieldset.present(mask.number());
        int setBy =
            held == null ? Masked.STALE : process.messages.get(held.shapedBy()[0]).invocation();
        obstacles.add(new Masked(mask, setBy));
      }
    }
  }

  private void addWhen(Fieldset fieldset, Op op, List<Obstacle> obstacles) {
    if (Key.of(op, fieldset) == null) {
      return;
    }
    try {
      if (!Matcher.when(fieldset, op, new Steps(Steps.MOST))) {
        obstacles.add(new When(op.spec().when(), null));
      }
    } catch (ExpressionException e) {
      String error = ErrorTexts.ofExpression(program, op.in(), e.getMessage());
      obstacles.add(new When(op.spec().when(), error));
    }
  }

  private List<Source> sources(Fieldset fieldset, Field field) {
    List<Op> producers = new ArrayList<>();
    boolean unused =
        program.anyProducer(
            field,
            op -> {
              producers.add(op);
              return false;
            });
    producers.sort(Comparator.comparing(Op::path));
    return producers.stream()
        .map(op -> new Source(op, program.isPaused(op), first(fieldset, op)))
        .toList();
  }

  /** The first of {@link #obstacles}, found without looking for what its own inputs come from. */
  private Obstacle first(Fieldset fieldset, Op op) {
    Obstacle own = own(fieldset, op);
    if (own != null) {
      return own;
    }
    for (Slot slot : op.in()) {
      if (!fieldset.has(slot.field().number())) {
        return missing(fieldset, slot.field(), List.of());
      }
    }
    List<Obstacle> others = new ArrayList<>();
    addMasks(fieldset, op, others);
    addWhen(fieldset, op, others);
    return others.isEmpty() ? null : others.get(0);
  }
}
