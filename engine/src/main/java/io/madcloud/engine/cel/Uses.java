package io.madcloud.engine.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What becomes of the value of each part of an expression, as far as it costs. Immutable. */
final class Uses {

  /** What becomes of a value. */
  enum How {
    /** Passed on, or looked at in one place. */
    AS_IT_IS,
    /** Walked through, by who compares, joins or keeps it. */
    READ,
    /** Something is looked for among its elements or keys. */
    CONTAINER,
    /** Its elements are gone through, each of them a step of its own. */
    RANGE,
    /** The cost depends on another argument, too, which comes later. */
    KEPT,
    /** A text that is looked for in the one that was kept. */
    SOUGHT,
    /** What takes the place of the text that was kept last in the one that was kept before. */
    REPLACEMENT,
    /** A list of texts that are joined; kept, too. */
    JOINED,
    /** It comes between the elements of the list that was kept. */
    SEPARATOR,
    /** A regular expression that the text that was kept is held against. */
    PATTERN
  }

  /**
   * What becomes of the value of a part.
   *
   * @param slot where the value is kept, or the one that matters
   */
  record Use(How how, int slot) {}

  private static final Use AS_IT_IS = new Use(How.AS_IT_IS, 0);

  /** They look at one place of their arguments, or at none. */
  private static final Set<String> CHEAP =
      Set.of(
          "_[_]",
          "size",
          "type",
          "dyn",
          "_?_:_",
          "_&&_",
          "_||_",
          "!_",
          "@not_strictly_false",
          "__not_strictly_false__");

  /** What a comprehension makes; {@code +} adds to it in place. */
  private static final String ACCUMULATOR = "@result";

  private final Use[] byPart;
  private final int slots;

  private Uses(Use[] byPart, int slots) {
    this.byPart = byPart;
    this.slots = slots;
  }

  /** Of a part that was numbered by CEL. */
  Use of(long part) {
    Use use = part >= 0 && part < byPart.length ? byPart[(int) part] : null;
    return use == null ? AS_IT_IS : use;
  }

  /** Whether a function does no more than look at one place, and makes nothing new. */
  static boolean isCheap(String function) {
    return CHEAP.contains(function);
  }

  /** How many values have to be kept. */
  int slots() {
    return slots;
  }

  static Uses in(CelAbstractSyntaxTree tree) {
    Builder builder = new Builder();
    CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(node -> builder.add(node.expr()));
    return new Uses(builder.byPart.toArray(Use[]::new), builder.slots);
  }

  private static final class Builder {
    private final List<Use> byPart = new ArrayList<>();
    private int slots;

    void add(CelExpr part) {
      switch (part.getKind()) {
        case CALL -> addCall(part.call());
        case LIST -> part.list().elements().forEach(element -> use(element, How.READ));
        case MAP ->
            part.map()
                .entries()
                .forEach(
                    entry -> {
                      use(entry.key(), How.READ);
                      use(entry.value(), How.READ);
                    });
        case COMPREHENSION -> use(part.comprehension().iterRange(), How.RANGE);
        default -> {}
      }
    }

    private void addCall(CelExpr.CelCall call) {
      List<CelExpr> arguments = new ArrayList<>(call.args());
      call.target().ifPresent(target -> arguments.add(0, target));
      How last = lastOf(call.function());
      for (int index = 0; index < arguments.size(); index++) {
        CelExpr argument = arguments.get(index);
        if (isCheap(call.function()) || isAccumulator(argument)) {
          use(argument, How.AS_IT_IS);
        } else if (last == null) {
          use(argument, How.READ);
        } else if (index < costly(last)) {
          use(argument, last == How.SEPARATOR ? How.JOINED : How.KEPT);
          slots++;
        } else {
          use(argument, index == costly(last) ? last : How.READ);
        }
      }
    }

    /** The argument by which the cost of a call is known; null when each costs by itself. */
    private static How lastOf(String function) {
      return switch (function) {
        case "@in" -> How.CONTAINER;
        case "contains", "indexOf", "lastIndexOf" -> How.SOUGHT;
        case "replace" -> How.REPLACEMENT;
        case "join" -> How.SEPARATOR;
        case "matches" -> How.PATTERN;
        default -> null;
      };
    }

    /** The index of that argument. */
    private static int costly(How last) {
      return last == How.REPLACEMENT ? 2 : 1;
    }

    private static boolean isAccumulator(CelExpr argument) {
      return argument.getKind() == CelExpr.ExprKind.Kind.IDENT
          && argument.ident().name().equals(ACCUMULATOR);
    }

    private void use(CelExpr part, How how) {
      int id = (int) part.id();
      while (byPart.size() <= id) {
        byPart.add(null);
      }
      byPart.set(id, new Use(how, how == How.KEPT || how == How.JOINED ? slots : slots - 1));
    }
  }
}
