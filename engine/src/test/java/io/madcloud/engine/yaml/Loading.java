package io.madcloud.engine.yaml;

import io.madcloud.engine.cel.CelExpressions;
import io.madcloud.engine.program.Compiled;
import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Loads programs for tests. */
final class Loading {

  static final OpPlugin PICKY =
      new OpPlugin() {
        @Override
        public String name() {
          return "picky";
        }

        @Override
        public OpFunction configure(Map<String, Object> with) {
          if (!with.containsKey("size")) {
            throw new IllegalArgumentException("Expected 'size', but found " + with.keySet());
          }
          return call -> OpReply.none();
        }
      };

  static final Map<String, OpPlugin> PLUGINS = Map.of("picky", PICKY);

  private static final ProgramLoader LOADER =
      new ProgramLoader(ProgramCompiler.strict(new CelExpressions(), PLUGINS));

  private Loading() {}

  static Compiled load(Program base, String... texts) {
    List<YamlDocument> documents = new ArrayList<>();
    for (String text : texts) {
      String file = documents.isEmpty() ? "p.yaml" : "p" + (documents.size() + 1) + ".yaml";
      documents.add(YamlDocument.parse(file, text));
    }
    return LOADER.load(documents, base, base.revision() + 1);
  }

  /** A program that has no mistakes. */
  static Program program(String... texts) {
    return declared(Program.EMPTY, texts);
  }

  static Program declared(Program base, String... texts) {
    Compiled compiled = load(base, texts);
    if (!compiled.isValid()) {
      throw new AssertionError("Expected no mistakes, but found " + compiled.mistakes());
    }
    return compiled.program();
  }

  static List<String> mistakes(Program base, String... texts) {
    return load(base, texts).mistakes().stream()
        .map(Mistake::toString)
        .collect(Collectors.toList());
  }

  static OpSpec spec(Program program, String path) {
    return program.op(path).spec();
  }
}
