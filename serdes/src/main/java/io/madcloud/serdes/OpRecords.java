package io.madcloud.serdes;

import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.OpSpec.SlotSpec;
import io.madcloud.engine.program.Supervision;
import io.madcloud.wire.Binding;
import io.madcloud.wire.CallAction;
import io.madcloud.wire.ExpressionAction;
import io.madcloud.wire.Masked;
import io.madcloud.wire.OnFailure;
import io.madcloud.wire.OpDeclared;
import io.madcloud.wire.PluginAction;
import io.madcloud.wire.TimerAction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Declared ops between the engine and the wire. */
final class OpRecords {

  private OpRecords() {}

  static OpDeclared toWire(OpSpec op) {
    return OpDeclared.newBuilder()
        .setPath(op.path())
        .setIn(bindings(op.in()))
        .setMask(bindings(op.mask()))
        .setOut(bindings(op.out()))
        .setAction(action(op))
        .setTopic(op.topic())
        .setWhen(op.when())
        .setFail(op.fail() == null ? null : binding(op.fail()))
        .setMasked(op.dropsWhenMasked() ? Masked.DROP : Masked.KEEP)
        .setCatchUp(op.catchUp())
        .setVersion(op.version())
        .setAt(op.at())
        .setSupervise(supervision(op.supervision()))
        .setProcessId(op.processId())
        .setReturns(
            op.returns() == null ? null : op.returns().stream().map(SlotSpec::field).toList())
        .setDoc(op.doc())
        .setSource(FieldRecords.source(op.place()))
        .build();
  }

  private static Object action(OpSpec op) {
    int stated =
        (op.afterMs() != null || op.expr() != null ? 1 : 0)
            + (op.plugin() != null ? 1 : 0)
            + (op.call() != null ? 1 : 0);
    if (stated > 1) {
      throw refused(op, "one action at most", "it has " + stated);
    }
    if (op.expr() == null && op.afterMs() != null) {
      throw refused(op, "'expr' beside 'after'", "there is none");
    }
    if (op.expr() == null && op.each() != null) {
      throw refused(op, "'expr' beside 'each'", "there is none");
    }
    if (op.plugin() == null && op.with() != null && !op.with().isEmpty()) {
      throw refused(op, "'plugin' beside 'with'", "there is none");
    }
    if (op.afterMs() != null) {
      return new TimerAction(op.afterMs(), op.expr(), op.each());
    }
    if (op.expr() != null) {
      return new ExpressionAction(op.expr(), op.each());
    }
    if (op.plugin() != null) {
      return new PluginAction(op.plugin(), with(op));
    }
    return op.call() == null ? null : new CallAction(op.call());
  }

  /** What is not known yet has been reported. */
  private static io.madcloud.engine.program.OnFailure onFailure(
      io.madcloud.wire.Supervision supervise) {
    return supervise.getOnFailure() == OnFailure.UNKNOWN
        ? io.madcloud.engine.program.OnFailure.CONTINUE
        : io.madcloud.engine.program.OnFailure.valueOf(supervise.getOnFailure().name());
  }

  private static Map<String, Object> with(OpSpec op) {
    try {
      return op.with() == null ? Map.of() : Values.fieldsToWire(op.with());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(op.place() + ".with: " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException refused(OpSpec op, String expected, String found) {
    return new IllegalArgumentException(op.place() + ": Expected " + expected + ", but " + found);
  }

  private static io.madcloud.wire.Supervision supervision(Supervision supervision) {
    return new io.madcloud.wire.Supervision(
        supervision.attempts(),
        supervision.backoffMs(),
        supervision.maxBackoffMs(),
        supervision.timeoutMs(),
        OnFailure.valueOf(supervision.onFailure().name()),
        supervision.folder());
  }

  /** What it reports as a mistake is kept, or left out. */
  static OpSpec fromWire(OpDeclared op, List<Mistake> mistakes) {
    new OpRecordCheck(op, mistakes).check();
    Object action = op.getAction();
    ExpressionAction computes = action instanceof ExpressionAction it ? it : null;
    TimerAction timer = action instanceof TimerAction it ? it : null;
    PluginAction plugin = action instanceof PluginAction it ? it : null;
    CallAction call = action instanceof CallAction it ? it : null;
    Map<String, String> expr =
        computes != null ? computes.getFields() : timer != null ? timer.getFields() : null;
    return new OpSpec(
        op.getPath(),
        slots(op.getIn()),
        slots(op.getMask()),
        slots(op.getOut()),
        expr == null ? null : new TreeMap<>(expr),
        computes != null ? computes.getEach() : timer != null ? timer.getEach() : null,
        op.getWhen(),
        plugin == null ? null : plugin.getName(),
        plugin == null ? null : with(plugin, op, mistakes),
        call == null ? null : call.getServer(),
        timer == null ? null : timer.getAfterMs(),
        op.getTopic(),
        op.getProcessId(),
        op.getReturns() == null ? null : op.getReturns().stream().map(OpRecords::slot).toList(),
        op.getFail() == null ? null : slot(op.getFail()),
        op.getMasked() == Masked.DROP,
        op.getCatchUp(),
        new Supervision(
            op.getSupervise().getAttempts(),
            op.getSupervise().getBackoffMs(),
            op.getSupervise().getMaxBackoffMs(),
            op.getSupervise().getTimeoutMs(),
            onFailure(op.getSupervise()),
            op.getSupervise().getFolder()),
        op.getAt(),
        op.getVersion(),
        op.getDoc(),
        FieldRecords.place(op.getSource(), op.getPath()));
  }

  private static Map<String, Object> with(
      PluginAction plugin, OpDeclared op, List<Mistake> mistakes) {
    try {
      return plugin.getWith().isEmpty() ? null : Values.fieldsFromWire(plugin.getWith());
    } catch (IllegalArgumentException e) {
      mistakes.add(
          new Mistake(
              FieldRecords.place(op.getSource(), op.getPath()).part("with"), e.getMessage()));
      return null;
    }
  }

  private static List<Binding> bindings(List<SlotSpec> slots) {
    return slots.stream().map(OpRecords::binding).toList();
  }

  private static Binding binding(SlotSpec slot) {
    return new Binding(slot.local(), slot.field());
  }

  private static List<SlotSpec> slots(List<Binding> bindings) {
    return bindings.stream().map(OpRecords::slot).toList();
  }

  private static SlotSpec slot(Binding binding) {
    return new SlotSpec(binding.getLocal(), binding.getField());
  }

  private static SlotSpec slot(String field) {
    return new SlotSpec(field.substring(field.lastIndexOf('/') + 1), field);
  }
}
