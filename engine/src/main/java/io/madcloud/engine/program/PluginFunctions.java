package io.madcloud.engine.program;

import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import java.util.Map;
import java.util.TreeMap;

/** Finds and configures the Java ops that programs name. */
final class PluginFunctions {

  private final TreeMap<String, OpPlugin> plugins;
  private final boolean strict;

  PluginFunctions(Map<String, OpPlugin> plugins, boolean strict) {
    this.plugins = new TreeMap<>(plugins);
    this.strict = strict;
  }

  /** Reports a plugin that is not there or refuses its {@code with}, if those are mistakes here. */
  void check(OpSpec spec, Report report) {
    if (strict && spec.plugin() != null) {
      configure(spec, report);
    }
  }

  /** Returns null when there is no such function, which is or was reported. */
  OpFunction configure(OpSpec spec, Report report) {
    if (spec.plugin().isEmpty()) {
      return null;
    }
    OpPlugin plugin = plugins.get(spec.plugin());
    if (plugin == null) {
      return failing(report, "plugin", missing(spec.plugin()));
    }
    String problem;
    try {
      OpFunction function = plugin.configure(spec.with() == null ? Map.of() : spec.with());
      if (function != null) {
        return function;
      }
      problem = "it yields no function";
    } catch (RuntimeException | LinkageError e) {
      problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
    String part = spec.with() == null || spec.with().isEmpty() ? "plugin" : "with";
    return failing(
        report,
        part,
        "Expected what plugin '%s' takes, but it refuses its configuration: %s"
            .formatted(spec.plugin(), problem));
  }

  private OpFunction failing(Report report, String part, String error) {
    if (strict) {
      report.mistake(part, error);
      return null;
    }
    return call -> OpReply.failure(error);
  }

  private String missing(String name) {
    String there = plugins.isEmpty() ? "none" : String.join(", ", plugins.keySet());
    return "Expected plugin '%s' on this engine, but it has %s%s"
        .formatted(name, there, DidYouMean.ending(name, plugins.keySet()));
  }
}
