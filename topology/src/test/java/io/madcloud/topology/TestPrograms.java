package io.madcloud.topology;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.OpPlugin;
import io.madcloud.topology.program.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A program that a test changes as it likes; remembers every revision and who waited for one. */
final class TestPrograms implements Programs {

  private final ProgramLoader loader;
  private final Map<Long, Program> revisions = new TreeMap<>();
  private final List<Long> awaited = new ArrayList<>();
  private Program newest = Program.EMPTY;
  private Program shown;

  TestPrograms(Map<String, OpPlugin> plugins) {
    loader = new ProgramLoader(compiler(plugins));
  }

  static ProgramCompiler compiler(Map<String, OpPlugin> plugins) {
    return ProgramCompiler.lenient(new CelExpressions(), plugins);
  }

  void declare(String yaml) {
    Compiled compiled =
        loader.load(List.of(YamlDocument.parse("test.yaml", yaml)), newest, newest.revision() + 1);
    if (compiled.program() == null) {
      throw new AssertionError("Expected a program without mistakes, but " + compiled.mistakes());
    }
    become(compiled.program());
  }

  /** Whether the declaration holds now. */
  boolean offer(String yaml) {
    Compiled compiled =
        loader.load(List.of(YamlDocument.parse("test.yaml", yaml)), newest, newest.revision() + 1);
    if (compiled.program() != null) {
      become(compiled.program());
    }
    return compiled.program() != null;
  }

  /** Whether there was something to remove. */
  boolean remove(String path) {
    Program without = newest.without(newest.revision() + 1, path);
    if (without != null) {
      become(without);
    }
    return without != null;
  }

  /** Pauses an op, or all ops in a folder. */
  void pause(String path) {
    become(newest.paused(newest.revision() + 1, path));
  }

  /** Resumes an op, or all ops in a folder. */
  void resume(String path) {
    become(newest.resumed(newest.revision() + 1, path));
  }

  private void become(Program program) {
    newest = program;
    revisions.put(program.revision(), program);
  }

  /** From now on the engine sees an older revision, until somebody waits for a newer one. */
  void show(long revision) {
    shown = revision == 0 ? Program.EMPTY : revisions.get(revision);
  }

  Program revision(long revision) {
    return revisions.get(revision);
  }

  /** The revisions that were waited for because they were not shown yet. */
  List<Long> awaited() {
    return awaited;
  }

  @Override
  public Program current() {
    return shown == null ? newest : shown;
  }

  @Override
  public Program atLeast(long revision) {
    if (current().revision() < revision) {
      awaited.add(revision);
      shown = null;
    }
    return current();
  }
}
