package io.madcloud.engine.check;

import io.madcloud.engine.program.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something in a program that is legal and probably wrong.
 *
 * @param place where
 * @param text what is so, why it is probably wrong, what to do
 * @param copies for how many more copies of the same lines of a template it holds
 */
public record Warning(Kind kind, Place place, String text, int copies) {

  /** What warnings are about. */
  public enum Kind {
    /** An op that no notification leads to. */
    NEVER_HAPPENS("never-happens"),
    /** A field that no op names. */
    UNUSED_FIELD("unused-field"),
    /** A field that is populated and goes nowhere. */
    UNREAD_FIELD("unread-field"),
    /** A field in {@code out} that no expression computes. */
    NOT_COMPUTED("not-computed"),
    /** Ops that make each other happen again without end. */
    ENDLESS_LOOP("endless-loop"),
    /** A mask whose field comes while the op is under way, or too late for it. */
    MASK_RACE("mask-race"),
    /** A mask whose field another datacenter makes, so that it is seen late. */
    MASK_CROSSES("mask-crosses"),
    /** A field with several producers, each of which makes an alternative. */
    ALTERNATIVES("alternatives"),
    /** A server that no op calls. */
    UNCALLED_SERVER("uncalled-server"),
    /** Notifications that give each record's process the same id, so that only one starts one. */
    SAME_PROCESS("same-process");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The name that people and programs see. */
    public String text() {
      return text;
    }
  }

  private record Origin(Kind kind, String file, int line, int column) {}

  Warning(Kind kind, Place place, String text) {
    this(kind, place, text, 0);
  }

  /**
   * Puts warnings in the order in which a reader of the sources meets them. One that stands in a
   * template is kept once, with the number of its other copies.
   *
   * @param files in their order
   */
  static List<Warning> inSourceOrder(List<Warning> warnings, List<String> files) {
    Map<Origin, Integer> firsts = new HashMap<>();
    List<Warning> kept = new ArrayList<>();
    for (Warning warning : warnings) {
      Place place = warning.place;
      Origin origin = new Origin(warning.kind, place.file(), place.line(), place.column());
      Integer first = place.line() == 0 ? null : firsts.putIfAbsent(origin, kept.size());
      if (first == null) {
        kept.add(warning);
      } else {
        Warning known = kept.get(first);
        kept.set(first, new Warning(known.kind, known.place, known.text, known.copies + 1));
      }
    }
    kept.sort(
        Comparator.comparingInt((Warning warning) -> files.indexOf(warning.place.file()))
            .thenComparingInt(warning -> warning.place.line())
            .thenComparingInt(warning -> warning.place.column()));
    return List.copyOf(kept);
  }

  @Override
  public String toString() {
    return "%s: warning: %s%s [%s]"
        .formatted(
            place,
            text,
            copies == 0 ? "" : " (So in %d more copies of the template.)".formatted(copies),
            kind.text);
  }
}
