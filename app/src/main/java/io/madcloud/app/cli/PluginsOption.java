package io.madcloud.app.cli;

import io.madcloud.op.OpPlugin;
import io.madcloud.op.Plugins;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a command finds Java ops besides those that come with Madcloud. */
public final class PluginsOption {

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Directory of jars with more Java ops that programs may name.")
  private Path directory;

  /**
   * The Java ops by name.
   *
   * @throws io.madcloud.op.PluginLoadException if they cannot be loaded
   */
  public Map<String, OpPlugin> load() {
    return directory == null
        ? Plugins.load(PluginsOption.class.getClassLoader())
        : Plugins.load(directory);
  }
}
