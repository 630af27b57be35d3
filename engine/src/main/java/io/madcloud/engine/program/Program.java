package io.madcloud.engine.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A snapshot of all that is declared. Immutable; a change yields a new snapshot.
 *
 * <p>Fields and op versions are numbered in order of declaration, so every engine that folds the same
 * declarations in the same order numbers them alike.
 */
public final class Program {

  /** The program before anything was declared. */
  public static final Program EMPTY =
      new Program(0, new TreeMap<>(), List.of(), new TreeMap<>(), List.of());

  private final long revision;
  private final TreeMap<String, Field> fields;
  private final List<Field> fieldsByNumber;
  private final TreeMap<String, Op> ops;
  private final List<Op> opsByNumber;

  private Program(
      long revision,
      TreeMap<String, Field> fields,
      List<Field> fieldsByNumber,
      TreeMap<String, Op> ops,
      List<Op> opsByNumber) {
    this.revision = revision;
    this.fields = fields;
    this.fieldsByNumber = fieldsByNumber;
    this.ops = ops;
    this.opsByNumber = opsByNumber;
  }

  /** Grows with every change; on Kafka the offset of the change in the program log. */
  public long revision() {
    return revision;
  }

  /** The field at this absolute path, or null. */
  public Field field(String path) {
    return fields.get(path);
  }

  /** The field with this number. */
  public Field field(int number) {
    return fieldsByNumber.get(number);
  }

  /** How many fields were ever declared: the number of the next one. */
  public int fieldCount() {
    return fieldsByNumber.size();
  }

  /** The op at this absolute path as it is now, or null. */
  public Op op(String path) {
    return ops.get(path);
  }

  /** The op version with this number, removed and changed ones included. */
  public Op op(int number) {
    return opsByNumber.get(number);
  }

  /** How many op versions were ever declared: the number of the next one. */
  public int opCount() {
    return opsByNumber.size();
  }

  /** The ops as they are now, by path. */
  public Map<String, Op> ops() {
    return Collections.unmodifiableMap(ops);
  }

  /** The fields, by path. */
  public Map<String, Field> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /**
   * This program with more declared.
   *
   * @param newFields fields numbered from {@link #fieldCount()}, or known ones with other words about
   *     them
   * @param newOps op versions numbered from {@link #opCount()}; each replaces the op at its path
   */
  public Program with(long newRevision, Collection<Field> newFields, Collection<Op> newOps) {
    TreeMap<String, Field> allFields = new TreeMap<>(fields);
    List<Field> numberedFields = new ArrayList<>(fieldsByNumber);
    for (Field field : newFields) {
      allFields.put(field.path(), field);
      if (field.number() == numberedFields.size()) {
        numberedFields.add(field);
      }
    }
    TreeMap<String, Op> allOps = new TreeMap<>(ops);
    List<Op> numberedOps = new ArrayList<>(opsByNumber);
    for (Op op : newOps) {
      allOps.put(op.path(), op);
      numberedOps.add(op);
    }
    return new Program(newRevision, allFields, numberedFields, allOps, numberedOps);
  }

  /**
   * This program without the op at {@code path} and all ops in the folder of that path; fields stay.
   *
   * @return null when there is no such op
   */
  public Program without(long newRevision, String path) {
    String folder = path.equals("/") ? "/" : path + "/";
    TreeMap<String, Op> left = new TreeMap<>(ops);
    left.keySet().removeIf(op -> op.equals(path) || op.startsWith(folder));
    return left.size() == ops.size()
        ? null
        : new Program(newRevision, fields, fieldsByNumber, left, opsByNumber);
  }
}
