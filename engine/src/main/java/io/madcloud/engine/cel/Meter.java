package io.madcloud.engine.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationListener;
import io.madcloud.engine.program.Steps;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Counts the steps of one evaluation, and ends it when they are too many. It hears of each part of
 * the expression once that has a value, which is before the function runs that is called with it:
 * so what is long is paid for before it is done. Used by one thread.
 */
final class Meter implements CelEvaluationListener {

  /**
   * Ends an evaluation. An error, for CEL takes an exception for a value that {@code ||} may do
   * without.
   */
  static final class TooManySteps extends Error {
    private static final long serialVersionUID = 1;

    private TooManySteps() {
      super("Expected fewer steps, but there are too many", null, false, false);
    }
  }

  /** Characters that are looked at in the time of one step. */
  private static final int READ_AT_ONCE = 16;

  /** Pairs of characters that are compared in the time of one step. */
  private static final int COMPARED_AT_ONCE = 64;

  private final Uses uses;
  private final Steps steps;

  /** Arguments of calls whose cost is a product, until the last of them is there. */
  private final Object[] kept;

  Meter(Uses uses, Steps steps) {
    this.uses = uses;
    this.steps = steps;
    this.kept = new Object[uses.slots()];
  }

  @Override
  public void callback(CelExpr part, Object value) {
    take(1);
    if (part.getKind() == CelExpr.ExprKind.Kind.CALL && !Uses.isCheap(part.call().function())) {
      take(characters(value)); // It was written just now.
    }
    Uses.Use use = uses.of(part.id());
    switch (use.how()) {
      case AS_IT_IS -> {}
      case READ -> walk(value);
      case CONTAINER -> takeContainer(value);
      case RANGE -> take(size(value) / READ_AT_ONCE);
      case KEPT -> {
        walk(value);
        kept[use.slot()] = value;
      }
      case SOUGHT ->
          take(times(characters(kept[use.slot()]), characters(value)) / COMPARED_AT_ONCE);
      case REPLACEMENT -> {
        long places = characters(kept[use.slot() - 1]) / Math.max(1, characters(kept[use.slot()]));
        take(times(places + 1, characters(value)));
      }
      case JOINED -> {
        takeTexts(value);
        kept[use.slot()] = value;
      }
      case SEPARATOR -> take(times(size(kept[use.slot()]), characters(value)));
      case PATTERN -> take(times(characters(kept[use.slot()]), Patterns.states(value)) / 4);
    }
  }

  /** Pays for an expression that is nothing but this literal, and need not be evaluated again. */
  Object literal(Object value) {
    take(1);
    return value;
  }

  /** Pays for looking at all of a value: to compare it, to copy it, or to make a part of it. */
  void walk(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) -> {
            take(1 + characters(key) / READ_AT_ONCE);
            walk(item);
          });
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        take(1);
        walk(item);
      }
    } else {
      take(characters(value) / READ_AT_ONCE);
    }
  }

  /** A key is found in a map at once; in a list all are compared. */
  private void takeContainer(Object value) {
    if (value instanceof List<?>) {
      walk(value);
    }
  }

  private void takeTexts(Object list) {
    if (list instanceof List<?> texts) {
      texts.forEach(text -> take(1 + characters(text)));
    }
  }

  private void take(long some) {
    if (!steps.take(some)) {
      throw new TooManySteps();
    }
  }

  private static long times(long some, long others) {
    return some > 0 && others > Integer.MAX_VALUE / some ? Integer.MAX_VALUE : some * others;
  }

  private static long size(Object value) {
    return value instanceof Collection<?> list
        ? list.size()
        : value instanceof Map<?, ?> map ? map.size() : 0;
  }

  private static long characters(Object value) {
    return value instanceof String text
        ? text.length()
        : value instanceof CelByteString bytes ? bytes.size() : 0;
  }
}
