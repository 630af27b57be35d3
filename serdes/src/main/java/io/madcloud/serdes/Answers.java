package io.madcloud.serdes;

import io.madcloud.engine.Invocation;
import io.madcloud.engine.PausedOps;
import io.madcloud.engine.Process;
import io.madcloud.engine.ProcessState;
import io.madcloud.engine.ProcessView;
import io.madcloud.engine.ProcessView.FieldsetView;
import io.madcloud.engine.ProcessView.InvocationView;
import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.wire.InspectedFieldset;
import io.madcloud.wire.InspectedInvocation;
import io.madcloud.wire.InspectedProcess;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.ProcessStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** A process for who asked about it: as much as one record may carry. */
public final class Answers {

  /** About how many bytes one answer may carry. */
  static final int ANSWER_BYTES = 2 * 1024 * 1024;

  /** At most what the numbers of a row take, and the lengths of its texts. */
  private static final int ROW_BYTES = 64;

  private static final int AWAITED_BYTES = 5;

  private final ProcessState state;
  private final ProcessView view;
  private final Program program;
  private final Map<Integer, InspectedFieldset> fieldsets = new TreeMap<>();
  private final Map<Integer, InspectedInvocation> invocations = new TreeMap<>();
  private long bytes;
  private boolean truncated;

  private Answers(ProcessState state, ProcessView view, Program program) {
    this.state = state;
    this.view = view;
    this.program = program;
  }

  /** A process by a program that has all of its ops and fields. */
  public static InspectedProcess of(Process process, Program program) {
    return new Answers(process.state(), process.view(program), program).inspected(process);
  }

  private InspectedProcess inspected(Process process) {
    // What is wanted most comes first: what is pending, then what lives.
    addInvocations(index -> state.invocations().get(index).isPending());
    addFieldsets(index -> !state.fieldsets().get(index).closed());
    addFieldsets(index -> state.fieldsets().get(index).closed());
    addInvocations(index -> !state.invocations().get(index).isPending());
    return new InspectedProcess(
        Incarnations.toWire(process.incarnation()),
        process.start(program),
        ProcessStatus.valueOf(process.status().name()),
        view.reason(),
        process.revision(),
        process.turn(),
        process.programRevision(),
        List.copyOf(fieldsets.values()),
        List.copyOf(invocations.values()),
        sensitive(),
        truncated,
        process.count(Invocation.State.PENDING),
        process.count(Invocation.State.DONE),
        process.count(Invocation.State.FAILED),
        process.count(Invocation.State.DROPPED),
        List.copyOf(PausedOps.awaitedBy(process, program)));
  }

  private void addInvocations(IntPredicate wanted) {
    for (int index = 0; index < state.invocations().size(); index++) {
      if (wanted.test(index)) {
        InspectedInvocation row =
            invocation(state.invocations().get(index), view.invocations().get(index));
        if (takes(size(row.getOp()) + size(row.getFieldset()) + size(row.getError()))) {
          invocations.put(index, row);
        }
      }
    }
  }

  private InspectedInvocation invocation(Invocation invocation, InvocationView shown) {
    Op op = program.op(invocation.op());
    return new InspectedInvocation(
        shown.id(),
        shown.op(),
        op.number(),
        op.action() instanceof Action.Call call ? call.server() : null,
        InvocationStatus.valueOf(invocation.state().name()),
        shown.fieldset(),
        invocation.attempts(),
        invocation.messages(),
        invocation.dueMs() == Invocation.NOT_TIMED ? null : invocation.dueMs(),
        invocation.error(),
        invocation.isHeld(),
        shown.datacenter());
  }

  private void addFieldsets(IntPredicate wanted) {
    for (int index = 0; index < state.fieldsets().size(); index++) {
      if (wanted.test(index)) {
        ProcessState.FieldsetState row = state.fieldsets().get(index);
        FieldsetView shown = view.fieldsets().get(index);
        List<String> stale = stale(row);
        int[] awaited = row.awaitedInvocations();
        long size = size(shown.id()) + size(shown.parent()) + size(shown.fields());
        size += Values.size(stale) + (long) AWAITED_BYTES * awaited.length;
        if (takes(size)) {
          fieldsets.put(
              index,
              new InspectedFieldset(
                  shown.id(),
                  shown.parent(),
                  shown.closed(),
                  Values.fieldsToWire(shown.fields()),
                  stale,
                  Arrays.stream(awaited).boxed().toList()));
        }
      }
    }
  }

  private List<String> stale(ProcessState.FieldsetState row) {
    List<String> stale = new ArrayList<>();
    for (int index = 0; index < row.fields().length; index++) {
      if (row.contributions()[index].length == 0) {
        stale.add(program.field(row.fields()[index]).path());
      }
    }
    stale.sort(null);
    return stale;
  }

  private List<String> sensitive() {
    TreeSet<String> paths = new TreeSet<>();
    for (InspectedFieldset fieldset : fieldsets.values()) {
      for (String path : fieldset.getFields().keySet()) {
        Field field = program.field(path);
        if (field.sensitive()) {
          paths.add(path);
        }
      }
    }
    return List.copyOf(paths);
  }

  private boolean takes(long size) {
    boolean fits = bytes + size + ROW_BYTES <= ANSWER_BYTES;
    bytes += fits ? size + ROW_BYTES : 0;
    truncated |= !fits;
    return fits;
  }

  private static long size(Object value) {
    return value == null ? 0 : Values.size(value);
  }
}
