package io.madcloud.engine.check;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Computation;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Slot;
import java.util.List;

/**
 * Finds fields that nobody needs. Outcomes carry every field unless {@code returns} says otherwise,
 * so that a result which no op takes is read by those who read outcomes; a field goes nowhere when
 * no op has it in {@code in} or {@code mask} and no outcome that could hold it carries it.
 */
final class FieldUse {

  private final Wiring wiring;
  private final boolean[] named;
  private final boolean[] read;
  private final boolean[] returned;

  FieldUse(Wiring wiring) {
    this.wiring = wiring;
    this.named = new boolean[wiring.fieldCount()];
    this.read = new boolean[wiring.fieldCount()];
    this.returned = new boolean[wiring.fieldCount()];
    for (int number = 0; number < wiring.opCount(); number++) {
      look(wiring.op(number));
    }
  }

  private void look(Op op) {
    op.in().forEach(slot -> read(slot.field()));
    op.mask().forEach(this::read);
    op.out().forEach(slot -> named[slot.field().number()] = true);
    if (op.fail() != null) {
      named[op.fail().number()] = true;
    }
    if (op.returns() != null) {
      op.returns().forEach(field -> named[field.number()] = true);
    }
    if (op.isNotification()) {
      for (Slot slot : op.out()) {
        if (readsItsEvent(op, slot.local())) {
          read(slot.field());
        }
      }
    }
  }

  private void read(Field field) {
    named[field.number()] = true;
    read[field.number()] = true;
  }

  private static boolean readsItsEvent(Op op, String local) {
    Computation computation = Wiring.computation(op);
    return local.equals(op.spec().processId())
        || (computation != null
            && computation.results().values().stream()
                .anyMatch(expression -> expression.reads().contains(local)));
  }

  /** Takes notice of what the outcomes of a notification's processes carry. */
  void see(Course course) {
    List<Field> returns = course.notification().returns();
    if (returns != null) {
      returns.forEach(field -> returned[field.number()] = true);
      return;
    }
    for (int place = 0; place < course.reach().fieldCount(); place++) {
      returned[course.reach().fieldAt(place)] = true;
    }
  }

  /** Says what was found once all courses were seen. */
  void report(Courses courses, Report report) {
    for (int number = 0; number < wiring.fieldCount(); number++) {
      Field field = wiring.field(number);
      if (!named[number]) {
        report.warn(
            Warning.Kind.UNUSED_FIELD,
            field,
            "No op names this field, so it is never populated. Remove it, or name it in an op.");
      } else if (isUnread(number, courses)) {
        report.warn(
            Warning.Kind.UNREAD_FIELD,
            field,
            "Nobody reads this field: no op has it in 'in' or 'mask', and 'returns' of %s leaves it"
                    .formatted(wiring.op(courses.notificationOf(number)))
                + " out of outcomes. Return it, or do not produce it.");
      }
    }
    for (int number = 0; number < wiring.opCount(); number++) {
      reportNotComputed(wiring.op(number), report);
    }
  }

  private boolean isUnread(int field, Courses courses) {
    return courses.isComplete()
        && courses.notificationOf(field) != Wiring.NONE
        && !read[field]
        && !returned[field];
  }

  private static void reportNotComputed(Op op, Report report) {
    Computation computation = op.action() instanceof Action.Notify ? null : Wiring.computation(op);
    for (int index = 0; computation != null && index < op.out().size(); index++) {
      Slot slot = op.out().get(index);
      if (!computation.results().containsKey(slot.local()) && !slot.field().equals(op.fail())) {
        report.warn(
            Warning.Kind.NOT_COMPUTED,
            op,
            "out[" + index + "]",
            "This op names %s in 'out', but 'expr' does not compute it, so the op never populates"
                    .formatted(slot.field().path())
                + " it. Add an expression for '%s', or take it out of 'out'."
                    .formatted(slot.local()));
      }
    }
  }
}
