package io.madcloud.engine.program;

import io.madcloud.op.OpPlugin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes a new program of a program and a declaration, or says all that is wrong with the
 * declaration. Stateless apart from what {@link Expressions} remembers; thread-safe.
 */
public final class ProgramCompiler {

  private final Expressions expressions;
  private final PluginFunctions plugins;

  private ProgramCompiler(Expressions expressions, PluginFunctions plugins) {
    this.expressions = expressions;
    this.plugins = plugins;
  }

  /**
   * For those who declare: a plugin that is not there, or refuses its {@code with}, is a mistake.
   */
  public static ProgramCompiler strict(Expressions expressions, Map<String, OpPlugin> plugins) {
    return new ProgramCompiler(expressions, new PluginFunctions(plugins, true));
  }

  /**
   * For those who fold the program log. What was declared holds on every engine alike, so an op
   * whose plugin is not there, or refuses its {@code with}, exists and fails whenever it is run.
   */
  public static ProgramCompiler lenient(Expressions expressions, Map<String, OpPlugin> plugins) {
    return new ProgramCompiler(expressions, new PluginFunctions(plugins, false));
  }

  /**
   * Compiles a declaration.
   *
   * @param base what is declared already
   * @param revision of the new program
   * @return the new program, in which ops whose declaration did not change are the same objects; or
   *     the mistakes
   */
  public Compiled compile(Declaration declaration, Program base, long revision) {
    List<Mistake> mistakes = new ArrayList<>();
    if (DeclarationSize.isTooLarge(declaration, declaration.ops().size(), mistakes)) {
      return new Compiled(null, mistakes);
    }
    DeclaredFields fields = new DeclaredFields(base, declaration.fields(), mistakes);
    List<Op> ops = compile(declaration, declaration.ops(), fields, base, mistakes);
    checkServers(declaration.servers(), mistakes);
    return mistakes.isEmpty()
        ? new Compiled(base.with(revision, fields.changed(), ops, declaration.servers()), List.of())
        : new Compiled(null, Mistake.inSourceOrder(mistakes, files(declaration)));
  }

  /**
   * All mistakes of a declaration that is known to have some.
   *
   * @param broken ops that belong to the declaration and have mistakes; nothing is said of what is
   *     not known of them: fields that are null, names that are empty
   */
  public List<Mistake> mistakes(Declaration declaration, List<OpSpec> broken, Program base) {
    List<Mistake> mistakes = new ArrayList<>();
    int all = declaration.ops().size() + broken.size();
    if (DeclarationSize.isTooLarge(declaration, all, mistakes)) {
      return mistakes;
    }
    DeclaredFields fields = new DeclaredFields(base, declaration.fields(), mistakes);
    List<OpSpec> specs = new ArrayList<>(declaration.ops());
    specs.addAll(broken);
    List<Op> unused = compile(declaration, specs, fields, base, mistakes);
    checkServers(declaration.servers(), mistakes);
    return mistakes;
  }

  private List<Op> compile(
      Declaration declaration,
      List<OpSpec> specs,
      DeclaredFields fields,
      Program base,
      List<Mistake> mistakes) {
    List<Op> ops = new ArrayList<>();
    Map<String, Place> declared = new HashMap<>();
    for (OpSpec spec : specs) {
      Place earlier = declared.putIfAbsent(spec.path(), spec.place());
      if (earlier != null) {
        mistakes.add(
            new Mistake(
                spec.place(), "Expected one op of that name, but there is one at " + earlier));
        continue;
      }
      Op known = base.op(spec.path());
      if (known != null && known.spec().equals(spec.withPlace(known.spec().place()))) {
        plugins.check(spec, report(mistakes, declaration, spec));
        continue;
      }
      Report report = report(mistakes, declaration, spec);
      if (!DeclarationSize.fits(spec, report)) {
        continue;
      }
      OpShape.check(spec, report);
      Op op =
          new OpCompiler(expressions, plugins, fields, spec, report)
              .compile(base.opCount() + ops.size(), base.lastOp(spec.path()));
      if (op != null) {
        ops.add(op);
      }
    }
    return ops;
  }

  /** Two files of one declaration may say the same of a server. */
  private static void checkServers(List<ServerSpec> servers, List<Mistake> mistakes) {
    Map<String, ServerSpec> declared = new HashMap<>();
    for (ServerSpec server : servers) {
      ServerSpec earlier = declared.putIfAbsent(server.name(), server);
      if (earlier != null && !Objects.equals(earlier.inFlight(), server.inFlight())) {
        mistakes.add(
            new Mistake(
                server.place(),
                "Expected one limit for server %s, but there is another at %s"
                    .formatted(server.name(), earlier.place())));
      }
    }
  }

  private static Report report(List<Mistake> mistakes, Declaration declaration, OpSpec spec) {
    return (part, message) ->
        mistakes.add(new Mistake(declaration.places().of(spec, part), message));
  }

  private static List<String> files(Declaration declaration) {
    Set<String> files = new LinkedHashSet<>();
    declaration.fields().forEach(field -> files.add(field.place().file()));
    declaration.ops().forEach(op -> files.add(op.place().file()));
    declaration.servers().forEach(server -> files.add(server.place().file()));
    return List.copyOf(files);
  }
}
