package io.madcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Merge;
import io.madcloud.engine.program.Program;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * No contribution is grounded on what is gone.
 *
 * <p>By the rules there are two exceptions. A register ({@code latest}) keeps its last word. And a
 * message that is just laid stays although it replaces something that it is grounded on itself (an
 * op that needs and produces one field), and so does what is concluded from it later. Any other
 * identity that went after a contribution had come took the contribution with it. So, of an
 * identity that is not here and that a contribution is grounded on:
 *
 * <ul>
 *   <li>when the contribution stayed where it was in this turn, the identity was not here before
 *       the turn either;
 *   <li>when the contribution came in this turn, it, or a message under it, can have replaced
 *       something: it holds a field that another message of the process holds too.
 * </ul>
 */
final class GroundInvariants {

  private final Process before;
  private final Process process;
  private final Program program;
  private final Grounds grounds;
  private final Set<String> changed = new HashSet<>();

  /**
   * @param before the turn; null when there was no process
   */
  GroundInvariants(Process before, Process process, Program program, List<Change> changes) {
    this.before = before;
    this.process = process;
    this.program = program;
    this.grounds = new Grounds(process, program);
    for (Change change : changes) {
      if (change instanceof Change.FieldSet set) {
        changed.add(set.fieldset() + " " + set.field().path());
      } else if (change instanceof Change.FieldDropped dropped) {
        changed.add(dropped.fieldset() + " " + dropped.field().path());
      }
    }
  }

  void check() {
    for (int live : process.live.toArray()) {
      Fieldset fieldset = process.fieldsets.get(live);
      for (int number : fieldset.fields().numbers()) {
        Field field = program.field(number);
        if (field.merge() != Merge.LATEST) {
          for (int message : fieldset.get(number).contributions()) {
            check(fieldset, field, message);
          }
        }
      }
    }
  }

  private void check(Fieldset fieldset, Field field, int message) {
    Set<Identity> gone = gone(fieldset, message);
    if (gone.isEmpty()) {
      return;
    }
    String what =
        "what message %d of %s in %s is grounded on and is gone"
            .formatted(message, field.path(), fieldset.id());
    Fieldset earlier = where(fieldset, field, message);
    if (earlier == null) {
      assertThat(gone)
          .as(what + ", unless it can have replaced it")
          .matches(x -> overlays(message));
    } else {
      assertThat(gone(earlier, message)).as(what + ", and was before").containsAll(gone);
    }
  }

  private Set<Identity> gone(Fieldset fieldset, int message) {
    Set<Identity> gone = grounds.of(message);
    gone.removeAll(Identity.in(fieldset));
    return gone;
  }

  /**
   * The fieldset, or the one that it was forked from, as it was before the turn, when the message
   * shaped its field there and nothing was told of the field since; otherwise null.
   */
  private Fieldset where(Fieldset fieldset, Field field, int message) {
    int number = fieldset.number();
    String key = fieldset.id() + " " + field.path();
    while (before != null && number >= before.fieldsets.size() && !changed.contains(key)) {
      number = process.fieldsets.get(number).parent();
      key = process.fieldsets.get(number).id() + " " + field.path();
    }
    if (before == null || changed.contains(key) || number >= before.fieldsets.size()) {
      return null;
    }
    Held held = before.fieldsets.get(number).get(field.number());
    boolean shaped =
        held != null && Arrays.stream(held.shapedBy()).anyMatch(shaper -> shaper == message);
    return shaped ? before.fieldsets.get(number) : null;
  }

  private boolean overlays(int message) {
    return grounds.messages(message).stream()
        .anyMatch(under -> Arrays.stream(fields(under)).anyMatch(field -> isShared(under, field)));
  }

  private int[] fields(int message) {
    return process.messages.get(message).fields();
  }

  private boolean isShared(int message, int field) {
    for (int other = 0; other < process.messages.size(); other++) {
      if (other != message && process.messages.get(other).value(field) != null) {
        return true;
      }
    }
    return false;
  }
}
