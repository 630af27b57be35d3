package io.madcloud.serdes;

import io.madcloud.engine.program.Declaration;
import io.madcloud.engine.program.FieldSpec;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.Pause;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.ServerSpec;
import io.madcloud.wire.DeclarationClosed;
import io.madcloud.wire.FieldDeclared;
import io.madcloud.wire.OpDeclared;
import io.madcloud.wire.Paused;
import io.madcloud.wire.ProgramChange;
import io.madcloud.wire.Removed;
import io.madcloud.wire.Resumed;
import io.madcloud.wire.ServerDeclared;
import java.util.ArrayList;
import java.util.List;

/**
 * Declarations between the engine and the program log. What comes back is the declaration that was
 * written, but for what only its sources knew: columns, the places of an op's parts, and other
 * local names in {@code returns}.
 */
public final class ProgramRecords {

  private ProgramRecords() {}

  /**
   * The records of one declaration, in the order in which they go to the log: removals, fields,
   * ops, servers, and the marker that closes it.
   *
   * @param declarationId unique to this one act
   * @param removals absolute paths of ops or folders, removed in this order before the rest
   * @throws IllegalArgumentException if an op states what no op can be, such as two actions
   */
  public static List<ProgramChange> changes(
      String declarationId, Declaration declaration, List<String> removals) {
    List<Object> parts = new ArrayList<>();
    removals.forEach(path -> parts.add(new Removed(path)));
    declaration.fields().forEach(field -> parts.add(FieldRecords.toWire(field)));
    declaration.ops().forEach(op -> parts.add(OpRecords.toWire(op)));
    declaration.servers().forEach(server -> parts.add(ServerRecords.toWire(server)));
    return closed(declarationId, parts);
  }

  /**
   * The records that pause or resume ops, in the order in which they go to the log.
   *
   * @param declarationId unique to this one act
   */
  public static List<ProgramChange> changes(String declarationId, List<Pause> pauses) {
    List<Object> parts = new ArrayList<>();
    for (Pause pause : pauses) {
      parts.add(pause.paused() ? new Paused(pause.path()) : new Resumed(pause.path()));
    }
    return closed(declarationId, parts);
  }

  private static List<ProgramChange> closed(String declarationId, List<Object> parts) {
    parts.add(new DeclarationClosed(parts.size()));
    List<ProgramChange> changes = new ArrayList<>(parts.size());
    for (Object part : parts) {
      changes.add(new ProgramChange(declarationId, changes.size(), part));
    }
    return changes;
  }

  /** The key of the Kafka record: the path or name, or for the marker the declaration's id. */
  public static String key(ProgramChange change) {
    Object part = change.getChange();
    if (part instanceof OpDeclared op) {
      return op.getPath();
    }
    if (part instanceof FieldDeclared field) {
      return field.getPath();
    }
    if (part instanceof ServerDeclared server) {
      return server.getServer();
    }
    String operated = operatedOn(part);
    return operated == null ? change.getDeclaration() : operated;
  }

  /** The op or folder of a record that says nothing else of it; null for other records. */
  private static String operatedOn(Object part) {
    if (part instanceof Removed removed) {
      return removed.getPath();
    }
    if (part instanceof Paused paused) {
      return paused.getPath();
    }
    return part instanceof Resumed resumed ? resumed.getPath() : null;
  }

  /**
   * Reads the records of one declaration. Total: what a later version, or somebody else's writer,
   * put there and nobody here can read is a mistake.
   *
   * @param changes in order of their index, without the closing marker
   */
  public static ProgramParts read(Iterable<ProgramChange> changes) {
    List<FieldSpec> fields = new ArrayList<>();
    List<OpSpec> ops = new ArrayList<>();
    List<ServerSpec> servers = new ArrayList<>();
    List<String> removals = new ArrayList<>();
    List<Pause> pauses = new ArrayList<>();
    List<Mistake> mistakes = new ArrayList<>();
    for (ProgramChange change : changes) {
      Object part = change.getChange();
      if (part instanceof OpDeclared op) {
        ops.add(OpRecords.fromWire(op, mistakes));
      } else if (part instanceof FieldDeclared field) {
        fields.add(FieldRecords.fromWire(field, mistakes));
      } else if (part instanceof ServerDeclared server) {
        servers.add(ServerRecords.fromWire(server, mistakes));
      } else if (part instanceof Removed removed) {
        removals.add(path(removed.getPath(), mistakes));
      } else if (part instanceof Paused paused) {
        pauses.add(new Pause(path(paused.getPath(), mistakes), true));
      } else if (part instanceof Resumed resumed) {
        pauses.add(new Pause(path(resumed.getPath(), mistakes), false));
      } else {
        mistakes.add(
            new Mistake(
                Place.at("record " + change.getIndex()),
                "Expected a field, an op, a server, a removal or a pause, but found "
                    + part.getClass().getSimpleName()));
      }
    }
    return mistakes.isEmpty()
        ? new ProgramParts(new Declaration(fields, ops, servers), removals, pauses, mistakes)
        : new ProgramParts(new Declaration(List.of(), List.of()), List.of(), List.of(), mistakes);
  }

  private static String path(String path, List<Mistake> mistakes) {
    if (!path.equals("/") && !WireNames.isNodePath(path)) {
      mistakes.add(
          new Mistake(
              Place.at(path), "Expected the absolute path of an op or folder, but found " + path));
    }
    return path;
  }
}
