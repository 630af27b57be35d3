package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.ProcessView.FieldsetView;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A fieldset, as the journal tells of it. Not thread-safe. */
final class FoldedFieldset {

  private final String id;
  private final String parent;
  private final Map<String, Object> fields;
  private boolean closed;

  private FoldedFieldset(String id, String parent, Map<String, Object> fields) {
    this.id = id;
    this.parent = parent;
    this.fields = fields;
  }

  static FoldedFieldset root() {
    return new FoldedFieldset("0", null, new TreeMap<>());
  }

  /** A new one that holds what this one holds now. */
  FoldedFieldset fork(String forkId) {
    return new FoldedFieldset(forkId, id, new TreeMap<>(fields));
  }

  String id() {
    return id;
  }

  boolean isClosed() {
    return closed;
  }

  void set(String field, Object value) {
    fields.put(field, value);
  }

  /** Whether there was such a field. */
  boolean drop(String field) {
    return fields.remove(field) != null;
  }

  void close() {
    closed = true;
    fields.clear();
  }

  /** The present values by path, as they are now. */
  Map<String, Object> fields() {
    return Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  FieldsetView view() {
    return new FieldsetView(id, parent, closed, fields());
  }
}
