package io.madcloud.engine.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A merge policy: makes a field's value of its contributions and says who shaped it. */
enum Merge {
  FORK,
  FIRST,
  LATEST,
  MAX,
  MIN,
  UNION,
  SUM;

  /** Whether a field of {@code type} may have this policy. */
  boolean fits(Type type) {
    return switch (this) {
      case FORK, FIRST, LATEST -> true;
      case UNION -> type.kind() == Type.Kind.LIST;
      case SUM -> type.kind() == Type.Kind.LONG || type.kind() == Type.Kind.DOUBLE;
      case MAX, MIN ->
          switch (type.kind()) {
            case LONG, DOUBLE, STRING, TIMESTAMP -> true;
            default -> false;
          };
    };
  }

  /** Adds {@code newest} to {@code contributions}, as the policy has it. */
  void gain(List<Contribution> contributions, Contribution newest) {
    if (this == LATEST && !contributions.isEmpty()) {
      if (contributions.get(0).value().equals(newest.value())) {
        return;
      }
      contributions.clear();
    }
    contributions.add(newest);
  }

  /** The value; {@code contributions} is not empty. */
  Object value(List<Contribution> contributions) {
    return switch (this) {
      case FIRST -> contributions.get(0).value();
      case FORK, LATEST -> contributions.get(contributions.size() - 1).value();
      case MAX, MIN -> best(contributions).value();
      case UNION -> {
        Set<Object> elements = new LinkedHashSet<>();
        contributions.forEach(each -> elements.addAll((List<?>) each.value()));
        yield new ArrayList<>(elements);
      }
      case SUM -> sum(contributions);
    };
  }

  /** The producers that shaped the value, in order of application. */
  List<Producer> shapers(List<Contribution> contributions) {
    return switch (this) {
      case FIRST, LATEST -> List.of(contributions.get(0).producer());
      case FORK -> {
        int start = contributions.size() - 1;
        Object value = contributions.get(start).value();
        while (start > 0 && contributions.get(start - 1).value().equals(value)) {
          start--;
        }
        yield List.of(contributions.get(start).producer());
      }
      case MAX, MIN -> List.of(best(contributions).producer());
      case UNION -> {
        List<Producer> shapers = new ArrayList<>();
        Set<Object> elements = new LinkedHashSet<>();
        for (Contribution each : contributions) {
          boolean added = elements.addAll((List<?>) each.value());
          if (added || shapers.isEmpty()) {
            shapers.add(each.producer());
          }
        }
        yield List.copyOf(shapers);
      }
      case SUM -> contributions.stream().map(Contribution::producer).toList();
    };
  }

  private Contribution best(List<Contribution> contributions) {
    Contribution best = contributions.get(0);
    for (Contribution each : contributions) {
      int order = Values.compare(each.value(), best.value());
      if (this == MAX ? order > 0 : order < 0) {
        best = each;
      }
    }
    return best;
  }

  private static Object sum(List<Contribution> contributions) {
    if (contributions.get(0).value() instanceof Double) {
      double sum = (Double) contributions.get(0).value();
      for (Contribution each : contributions.subList(1, contributions.size())) {
        sum += (Double) each.value();
      }
      return sum;
    }
    BigInteger sum = BigInteger.ZERO;
    for (Contribution each : contributions) {
      sum = sum.add(BigInteger.valueOf((Long) each.value()));
    }
    BigInteger least = BigInteger.valueOf(Long.MIN_VALUE);
    BigInteger greatest = BigInteger.valueOf(Long.MAX_VALUE);
    return sum.max(least).min(greatest).longValue();
  }
}
