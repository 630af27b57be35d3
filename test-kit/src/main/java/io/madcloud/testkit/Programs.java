package io.madcloud.testkit;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.yaml.ProgramLoader;
import io.madcloud.engine.yaml.YamlDocument;
import io.madcloud.op.OpPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Programs that tests name or spell out. */
final class Programs {

  /** Remembers expressions, which are the same in all tests of a class. */
  private static final CelExpressions EXPRESSIONS = new CelExpressions();

  private Programs() {}

  static ProgramCompiler compiler(Map<String, OpPlugin> plugins) {
    return ProgramCompiler.strict(EXPRESSIONS, plugins);
  }

  /** The plugins of the class path are looked for with this. */
  static ClassLoader loader() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? Programs.class.getClassLoader() : loader;
  }

  /**
   * Reads programs: a text that has several lines or begins with a brace is one itself; others are
   * paths of files, or else of resources on the class path.
   */
  static List<YamlDocument> read(List<String> programs) {
    List<YamlDocument> documents = new ArrayList<>();
    for (String program : programs) {
      documents.add(
          program.contains("\n") || program.startsWith("{")
              ? YamlDocument.parse(
                  programs.size() == 1 ? "program" : "program " + (documents.size() + 1), program)
              : find(program));
    }
    return documents;
  }

  /**
   * Compiles documents as one declaration on top of nothing.
   *
   * @throws AssertionError if there are mistakes, with all of them
   */
  static Program compile(List<YamlDocument> documents, ProgramCompiler compiler) {
    Compiled compiled = new ProgramLoader(compiler).load(documents, Program.EMPTY, 1);
    if (!compiled.isValid()) {
      throw new AssertionError("Expected a valid program, but " + mistakes(compiled.mistakes()));
    }
    return compiled.program();
  }

  static String mistakes(List<Mistake> mistakes) {
    return mistakes.stream()
        .map(mistake -> "\n  " + mistake)
        .collect(
            Collectors.joining(
                "",
                mistakes.size() == 1
                    ? "there is a mistake:"
                    : "there are %d mistakes:".formatted(mistakes.size()),
                ""));
  }

  private static YamlDocument find(String path) {
    String looked;
    try {
      Path file = Path.of(path);
      if (Files.isRegularFile(file)) {
        return YamlDocument.read(file);
      }
      looked = file.toAbsolutePath().toString();
    } catch (InvalidPathException e) {
      looked = path;
    }
    String name = path.startsWith("/") ? path.substring(1) : path;
    try (InputStream resource = loader().getResourceAsStream(name)) {
      if (resource != null) {
        return YamlDocument.parse(
            path, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new AssertionError("Expected to read the program '%s', but %s".formatted(path, e), e);
    }
    throw new AssertionError(
        "Expected a program at '%s', but there is neither a file %s nor a resource of that name"
                .formatted(path, looked)
            + " on the class path; a program in the test itself has several lines or begins with"
            + " '{'");
  }
}
