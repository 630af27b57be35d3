package io.madcloud.serdes;

import io.madcloud.engine.Explanation;
import io.madcloud.engine.Explanation.Applied;
import io.madcloud.engine.Explanation.Awaited;
import io.madcloud.engine.Explanation.Masked;
import io.madcloud.engine.Explanation.Missing;
import io.madcloud.engine.Explanation.OnFieldset;
import io.madcloud.engine.Explanation.Source;
import io.madcloud.engine.Explanation.When;
import io.madcloud.engine.Invocation;
import io.madcloud.engine.Process;
import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.wire.ExplainedFieldset;
import io.madcloud.wire.ExplainedOp;
import io.madcloud.wire.ExplainedSource;
import io.madcloud.wire.Obstacle;
import io.madcloud.wire.ObstacleKind;
import io.madcloud.wire.ProcessStatus;
import java.util.ArrayList;
import java.util.List;

/** Why an op can or cannot happen, for who asked: as much as one record may carry. */
public final class Explanations {

  /** Of more ops that can produce a field, the rest is counted. */
  static final int MOST_SOURCES = 20;

  /** At most what the numbers of an obstacle take. */
  private static final int ROW_BYTES = 64;

  private final Process process;
  private final Program program;
  private long bytes;

  private Explanations(Process process, Program program) {
    this.process = process;
    this.program = program;
  }

  /**
   * Why the op at a path can or cannot happen in a process.
   *
   * @param program one that has all ops and fields of the process
   */
  public static ExplainedOp of(Process process, Program program, String path) {
    return new Explanations(process, program).of(path);
  }

  private ExplainedOp of(String path) {
    ExplainedOp.Builder explained =
        ExplainedOp.newBuilder()
            .setOp(path)
            .setProgramRevision(program.revision())
            .setStatus(ProcessStatus.valueOf(process.status().name()))
            .setTurn(process.turn())
            .setIncarnation(Incarnations.toWire(process.incarnation()));
    Op op = program.op(path);
    if (op == null || op.isNotification()) {
      return explained.setKnown(false).setFieldsets(List.of()).build();
    }
    Explanation explanation = Explanation.of(process, program, op);
    List<ExplainedFieldset> fieldsets = new ArrayList<>();
    for (OnFieldset on : explanation.live()) {
      ExplainedFieldset fieldset = fieldset(on);
      bytes += size(fieldset);
      if (bytes <= Answers.ANSWER_BYTES) {
        fieldsets.add(fieldset);
      }
    }
    return explained
        .setPaused(explanation.paused())
        .setDroppedFolder(explanation.droppedFolder())
        .setFieldsets(fieldsets)
        .setFieldsetsLeft(explanation.live().size() - fieldsets.size())
        .setClosed(explanation.closed())
        .build();
  }

  private ExplainedFieldset fieldset(OnFieldset on) {
    return new ExplainedFieldset(
        on.fieldset(), on.obstacles().stream().map(this::obstacle).toList());
  }

  private Obstacle obstacle(Explanation.Obstacle found) {
    List<Source> sources = found instanceof Missing missing ? missing.sources() : List.of();
    Obstacle.Builder wire = Obstacle.newBuilder().setKind(kind(found)).setField(field(found));
    wire.setSources(sources.stream().limit(MOST_SOURCES).map(Explanations::source).toList());
    wire.setSourcesLeft(Math.max(0, sources.size() - MOST_SOURCES));
    if (found instanceof When when) {
      wire.setCondition(when.condition()).setError(when.error());
    } else if (invocation(found) != null) {
      setInvocation(invocation(found), wire);
    }
    return wire.build();
  }

  private void setInvocation(int number, Obstacle.Builder wire) {
    Invocation invocation = process.invocation(number);
    int version = invocation == null ? process.notification() : invocation.op();
    Op op = program.op(version);
    wire.setInvocation(number).setOp(op.path());
    if (invocation != null) {
      wire.setError(invocation.error())
          .setFailedRuns(invocation.attempts())
          .setAttempts(op.spec().supervision().attempts() + invocation.forgiven())
          .setDueMs(invocation.dueMs() == Invocation.NOT_TIMED ? null : invocation.dueMs())
          .setBetween(invocation.paused())
          .setServer(op.action() instanceof Action.Call call ? call.server() : null);
    }
  }

  private static ExplainedSource source(Source source) {
    Explanation.Obstacle obstacle = source.obstacle();
    return new ExplainedSource(
        source.op().path(),
        source.paused(),
        obstacle == null ? null : kind(obstacle),
        obstacle == null ? null : field(obstacle),
        obstacle == null || obstacle instanceof Masked ? null : invocation(obstacle));
  }

  private static ObstacleKind kind(Explanation.Obstacle obstacle) {
    if (obstacle instanceof Applied) {
      return ObstacleKind.APPLIED;
    }
    if (obstacle instanceof Awaited) {
      return ObstacleKind.AWAITED;
    }
    if (obstacle instanceof Missing missing) {
      return missing.stale() ? ObstacleKind.STALE : ObstacleKind.MISSING;
    }
    if (obstacle instanceof Masked masked) {
      return masked.invocation() == Masked.STALE ? ObstacleKind.MASKED_STALE : ObstacleKind.MASKED;
    }
    if (obstacle instanceof When) {
      return ObstacleKind.WHEN;
    }
    throw new IllegalArgumentException("Expected a known obstacle, but found " + obstacle);
  }

  private static String field(Explanation.Obstacle obstacle) {
    if (obstacle instanceof Missing missing) {
      return missing.input().path();
    }
    return obstacle instanceof Masked masked ? masked.mask().path() : null;
  }

  private static Integer invocation(Explanation.Obstacle obstacle) {
    if (obstacle instanceof Applied applied) {
      return applied.invocation();
    }
    if (obstacle instanceof Awaited awaited) {
      return awaited.invocation();
    }
    return obstacle instanceof Masked masked && masked.invocation() != Masked.STALE
        ? masked.invocation()
        : null;
  }

  /** About how many bytes it takes, and not less. */
  private static long size(ExplainedFieldset fieldset) {
    long size = ROW_BYTES + Values.size(fieldset.getId());
    for (Obstacle obstacle : fieldset.getObstacles()) {
      size += ROW_BYTES + textSize(obstacle.getField()) + textSize(obstacle.getOp());
      size += textSize(obstacle.getCondition()) + textSize(obstacle.getError());
      for (ExplainedSource source : obstacle.getSources()) {
        size += ROW_BYTES + textSize(source.getOp()) + textSize(source.getField());
      }
    }
    return size;
  }

  private static long textSize(String text) {
    return text == null ? 0 : Values.size(text);
  }
}
