package io.madcloud.topology.program;

import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Pause;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.serdes.ProgramParts;
import io.madcloud.serdes.ProgramRecords;
import io.madcloud.wire.DeclarationClosed;
import io.madcloud.wire.ProgramChange;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a program of the records of the program log. The same records with the same offsets give
 * the same program and the same rejections, on every instance and at every start. Total: no record
 * makes it throw. Not thread-safe.
 *
 * <p>A declaration takes effect at its closing marker, as a whole or not at all; the marker's
 * offset is the new revision. Open declarations are bounded, see {@link OpenDeclarations}; of the
 * rejected ones the last {@value #MAX_REJECTED} are kept.
 */
public final class ProgramFold {

  /** How many rejected declarations are kept for people to look at. */
  public static final int MAX_REJECTED = 100;

  /** How often a declaration may walk through all ops, to find those at and below a path. */
  static final int MAX_WALKS = 1_000;

  /** How many mistakes of a rejected declaration are kept. */
  private static final int MAX_MISTAKES = 100;

  private static final Logger LOG = LoggerFactory.getLogger(ProgramFold.class);

  private final ProgramCompiler compiler;
  private final OpenDeclarations open;
  private final Deque<RejectedDeclaration> rejected = new ArrayDeque<>();
  private Program program = Program.EMPTY;

  /**
   * @param compiler a lenient one: what an engine lacks must not decide what the program is
   */
  public ProgramFold(ProgramCompiler compiler) {
    this(compiler, new OpenDeclarations());
  }

  ProgramFold(ProgramCompiler compiler, OpenDeclarations open) {
    this.compiler = compiler;
    this.open = open;
  }

  /**
   * Takes the next record of the log.
   *
   * @param offset of the record, greater than those before
   * @param bytes of the record as it lies in the log, without its key
   */
  public void fold(ProgramChange change, long offset, int bytes) {
    String id = change.getDeclaration();
    if (change.getChange() instanceof DeclarationClosed marker) {
      OpenDeclarations.Closing closing = open.close(change, marker);
      if (closing == null) {
        return;
      }
      if (closing.mistake() == null) {
        apply(id, closing.changes(), offset);
      } else {
        reject(id, offset, List.of(closing.mistake()));
      }
    } else {
      for (OpenDeclarations.Dropped dropped : open.add(change, bytes)) {
        reject(dropped.id(), offset, List.of(dropped.mistake()));
      }
    }
  }

  /** The program as it is now. */
  public Program program() {
    return program;
  }

  /** The declarations that were rejected last, oldest first; a copy. */
  public List<RejectedDeclaration> rejected() {
    return List.copyOf(rejected);
  }

  private void apply(String id, Collection<ProgramChange> changes, long revision) {
    ProgramParts parts = ProgramRecords.read(changes);
    if (parts.removals().size() + parts.pauses().size() > MAX_WALKS) {
      reject(id, revision, List.of(tooManyWalks(parts)));
      return;
    }
    if (!parts.mistakes().isEmpty()) {
      reject(id, revision, parts.mistakes());
      return;
    }
    Program base = program;
    for (String path : parts.removals()) {
      Program left = base.without(revision, path);
      if (left == null) {
        rejectUnknown(id, revision, path, "an op");
        return;
      }
      base = left;
    }
    Compiled compiled = compile(parts, base, revision);
    if (!compiled.isValid()) {
      reject(id, revision, compiled.mistakes());
      return;
    }
    Program changed = compiled.program();
    for (Pause pause : parts.pauses()) {
      changed = pause.of(changed, revision);
      if (changed == null) {
        rejectUnknown(id, revision, pause.path(), "an op with inputs");
        return;
      }
    }
    program = changed;
  }

  private static Mistake tooManyWalks(ProgramParts parts) {
    return new Mistake(
        Place.at("declaration"),
        "Expected at most %d removals, pauses and resumptions in a declaration, but there are %d; name a folder instead of its ops"
            .formatted(MAX_WALKS, parts.removals().size() + parts.pauses().size()));
  }

  private void rejectUnknown(String id, long revision, String path, String what) {
    Mistake unknown =
        new Mistake(
            Place.at(path),
            "Expected " + what + " at or below this path, but there is none (unknown-op)");
    reject(id, revision, List.of(unknown));
  }

  /**
   * The log is read again at every start, so a declaration that the compiler fails on would keep
   * all instances from starting for ever; it is rejected like any other that is wrong.
   */
  private Compiled compile(ProgramParts parts, Program base, long revision) {
    try {
      return compiler.compile(parts.declaration(), base, revision);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("Expected a program or mistakes of the declaration at {}, but", revision, e);
      return new Compiled(
          null,
          List.of(
              new Mistake(Place.at("/"), "Expected a declaration that can be compiled, but " + e)));
    }
  }

  private void reject(String id, long offset, List<Mistake> mistakes) {
    if (rejected.size() == MAX_REJECTED) {
      rejected.removeFirst();
    }
    List<Mistake> first = mistakes.subList(0, Math.min(MAX_MISTAKES, mistakes.size()));
    rejected.addLast(new RejectedDeclaration(id, offset, first));
    LOG.warn(
        "Expected a declaration that holds, but rejected {} at offset {} of the program log, with"
            + " {} mistakes: {}",
        id,
        offset,
        mistakes.size(),
        first);
  }
}
