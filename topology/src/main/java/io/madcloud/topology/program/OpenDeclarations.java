package io.madcloud.topology.program;

import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import io.madcloud.wire.DeclarationClosed;
import io.madcloud.wire.ProgramChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The declarations whose closing marker has not come yet. Bounded: at most {@value
 * #MAX_DECLARATIONS} of them with {@value #MAX_RECORDS} records and {@value #MAX_BYTES} bytes in
 * all; beyond that the one that was begun first is dropped, so all who read the log drop the same.
 * The ids of the last {@value #MAX_CLOSED} that were closed or dropped are remembered, so that
 * repetitions begin nothing anew.
 */
final class OpenDeclarations {

  static final int MAX_DECLARATIONS = 1_000;
  static final int MAX_RECORDS = 1_000_000;
  static final int MAX_CLOSED = 10_000;

  /** As many as 100,000 ops of a thousand bytes. */
  static final long MAX_BYTES = 100_000_000;

  private static final int MAX_NAMED = 10;

  /**
   * A declaration at its end.
   *
   * @param changes in order of their index, without the marker
   * @param mistake null when the declaration is complete
   */
  record Closing(Collection<ProgramChange> changes, Mistake mistake) {}

  /** A declaration that was one too many. */
  record Dropped(String id, Mistake mistake) {}

  private final int maxDeclarations;
  private final int maxRecords;
  private final int maxClosed;
  private final long maxBytes;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Set<String> closed = new LinkedHashSet<>();
  private int records;
  private long bytes;

  private static final class Open {
    private final SortedMap<Integer, ProgramChange> changes = new TreeMap<>();
    private long bytes;
  }

  OpenDeclarations() {
    this(MAX_DECLARATIONS, MAX_RECORDS, MAX_CLOSED, MAX_BYTES);
  }

  OpenDeclarations(int maxDeclarations, int maxRecords, int maxClosed, long maxBytes) {
    this.maxDeclarations = maxDeclarations;
    this.maxRecords = maxRecords;
    this.maxClosed = maxClosed;
    this.maxBytes = maxBytes;
  }

  /**
   * Takes a record that is no marker; ignores a repetition.
   *
   * @param size of the record as it lies in the log, in bytes
   * @return those that had to make room, usually none
   */
  List<Dropped> add(ProgramChange change, int size) {
    if (closed.contains(change.getDeclaration())) {
      return List.of();
    }
    Open declaration = open.computeIfAbsent(change.getDeclaration(), id -> new Open());
    if (declaration.changes.putIfAbsent(change.getIndex(), change) == null) {
      records++;
      bytes += size;
      declaration.bytes += size;
    }
    List<Dropped> dropped = new ArrayList<>();
    while (open.size() > maxDeclarations || records > maxRecords || bytes > maxBytes) {
      dropped.add(dropOldest());
    }
    return dropped;
  }

  private Dropped dropOldest() {
    Iterator<Map.Entry<String, Open>> oldest = open.entrySet().iterator();
    Map.Entry<String, Open> entry = oldest.next();
    Open declaration = entry.getValue();
    oldest.remove();
    records -= declaration.changes.size();
    bytes -= declaration.bytes;
    remember(entry.getKey());
    return new Dropped(
        entry.getKey(),
        mistake(
            ("Expected at most %d open declarations of %d records and %d bytes in all, but there"
                    + " are more: the one begun first is dropped, with %d records of %d bytes")
                .formatted(
                    maxDeclarations,
                    maxRecords,
                    maxBytes,
                    declaration.changes.size(),
                    declaration.bytes)));
  }

  /**
   * Ends a declaration.
   *
   * @return null when it was ended before
   */
  Closing close(ProgramChange change, DeclarationClosed marker) {
    String id = change.getDeclaration();
    if (closed.contains(id)) {
      return null;
    }
    Open declaration = open.remove(id);
    if (declaration == null) {
      declaration = new Open();
    }
    SortedMap<Integer, ProgramChange> changes = declaration.changes;
    records -= changes.size();
    bytes -= declaration.bytes;
    remember(id);
    return new Closing(changes.values(), mistake(changes, change.getIndex(), marker.getRecords()));
  }

  private void remember(String id) {
    if (closed.size() == maxClosed) {
      closed.remove(closed.iterator().next());
    }
    closed.add(id);
  }

  private static Mistake mistake(
      SortedMap<Integer, ProgramChange> changes, int index, int expected) {
    if (index != expected || expected < 0) {
      return mistake(
          ("Expected the closing marker to count the records before it, but it has index %d and"
                  + " counts %d")
              .formatted(index, expected));
    }
    if (changes.size() == expected
        && (expected == 0 || (changes.firstKey() == 0 && changes.lastKey() == expected - 1))) {
      return null;
    }
    return mistake(
        "Expected %s before the closing marker, but %s"
            .formatted(
                expected == 0 ? "no record" : "records 0 to " + (expected - 1),
                difference(changes, expected)));
  }

  private static String difference(SortedMap<Integer, ProgramChange> changes, int expected) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < expected && missing.size() <= MAX_NAMED; i++) {
      if (!changes.containsKey(i)) {
        missing.add(missing.size() < MAX_NAMED ? Integer.toString(i) : "…");
      }
    }
    return missing.isEmpty()
        ? "there is " + (changes.firstKey() < 0 ? changes.firstKey() : changes.lastKey())
        : "there is no " + String.join(", ", missing);
  }

  private static Mistake mistake(String message) {
    return new Mistake(Place.at("declaration"), message);
  }
}
