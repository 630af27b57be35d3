package io.madcloud.serdes;

import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.Supervision;
import io.madcloud.wire.Binding;
import io.madcloud.wire.CallAction;
import io.madcloud.wire.Masked;
import io.madcloud.wire.OnFailure;
import io.madcloud.wire.OpDeclared;
import io.madcloud.wire.TimerAction;
import java.util.List;

/**
 * What a declared op of the wire must be before the compiler may see it: whoever writes to the log
 * need not have read it from a source that was checked.
 */
final class OpRecordCheck {

  private final OpDeclared op;
  private final Place place;
  private final List<Mistake> mistakes;

  OpRecordCheck(OpDeclared op, List<Mistake> mistakes) {
    this.op = op;
    this.place = FieldRecords.place(op.getSource(), op.getPath());
    this.mistakes = mistakes;
  }

  void check() {
    require(WireNames.isNodePath(op.getPath()), "", "the absolute path of an op", op.getPath());
    checkBindings("in", op.getIn());
    checkBindings("mask", op.getMask());
    checkBindings("out", op.getOut());
    if (op.getFail() != null) {
      checkBinding("fail", op.getFail());
    }
    if (op.getReturns() != null) {
      op.getReturns().forEach(field -> checkField("returns", field));
    }
    if (op.getAction() instanceof CallAction call) {
      checkExternal("call", call.getServer());
    }
    if (op.getAction() instanceof TimerAction timer) {
      require(timer.getAfterMs() >= 0, "after", "0 ms or more", timer.getAfterMs());
    }
    checkExternal("topic", op.getTopic());
    checkExternal("at", op.getAt());
    if (op.getMasked() == Masked.UNKNOWN) {
      later("masked");
    }
    checkSupervision();
  }

  private void checkSupervision() {
    var supervise = op.getSupervise();
    String part = "supervise";
    require(supervise.getAttempts() >= 1, part, "1 attempt or more", supervise.getAttempts());
    require(supervise.getBackoffMs() >= 0, part, "0 ms or more", supervise.getBackoffMs());
    require(supervise.getMaxBackoffMs() >= 0, part, "0 ms or more", supervise.getMaxBackoffMs());
    require(
        supervise.getTimeoutMs() > 0 || supervise.getTimeoutMs() == Supervision.NO_TIMEOUT,
        part,
        "a time-out of 1 ms or more, or -1",
        supervise.getTimeoutMs());
    if (supervise.getOnFailure() == OnFailure.UNKNOWN) {
      later(part);
    }
    if (supervise.getOnFailure() == OnFailure.DROP_FOLDER) {
      require(supervise.getFolder() != null, part, "the folder that is dropped", "none");
    }
  }

  private void checkBindings(String key, List<Binding> bindings) {
    for (int i = 0; i < bindings.size(); i++) {
      checkBinding(key + "[" + i + "]", bindings.get(i));
    }
  }

  private void checkBinding(String part, Binding binding) {
    require(
        WireNames.isField(binding.getLocal()), part, "a field's local name", binding.getLocal());
    checkField(part, binding.getField());
  }

  private void checkField(String part, String field) {
    require(WireNames.isFieldPath(field), part, "the absolute path of a field", field);
  }

  private void checkExternal(String part, String name) {
    if (name != null) {
      require(
          WireNames.isExternal(name), part, "at most 200 letters, digits, '.', '_' and '-'", name);
    }
  }

  private void later(String part) {
    mistakes.add(
        new Mistake(
            place.part(part),
            "Expected what this engine knows, but found something else: the declaration was"
                + " written by a later version"));
  }

  private void require(boolean holds, String part, String expected, Object found) {
    if (!holds) {
      mistakes.add(new Mistake(place.part(part), "Expected " + expected + ", but found " + found));
    }
  }
}
