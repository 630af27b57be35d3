package io.madcloud.op;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Finds the plugins that there are. A plugin is a public class with a public constructor without
 * parameters that implements {@link OpPlugin} and is listed in {@code
 * META-INF/services/io.madcloud.op.OpPlugin} of its jar.
 */
public final class Plugins {

  private Plugins() {}

  /**
   * The plugins that a class loader sees, by name.
   *
   * @throws PluginLoadException if two have the same name, or one cannot be made; with their jars
   */
  public static Map<String, OpPlugin> load(ClassLoader loader) {
    PluginListings listings = PluginListings.of(loader);
    Map<String, OpPlugin> plugins = new TreeMap<>();
    Iterator<OpPlugin> found = ServiceLoader.load(OpPlugin.class, loader).iterator();
    while (true) {
      OpPlugin plugin;
      try {
        if (!found.hasNext()) {
          return Collections.unmodifiableMap(plugins);
        }
        plugin = found.next();
      } catch (ServiceConfigurationError | LinkageError e) {
        throw new PluginLoadException(
            "Expected plugins that can be made, but one in %s cannot: %s"
                .formatted(listings.jarOf(e + ""), reason(e)),
            e);
      }
      add(plugin, plugins, listings);
    }
  }

  /**
   * The plugins of all jars of a directory, and those on the class path, by name. What the plugins
   * need besides may lie in further jars there. The jars stay open.
   *
   * @throws PluginLoadException if the directory or a jar cannot be read, two plugins have the same
   *     name, or one cannot be made; with their jars
   */
  public static Map<String, OpPlugin> load(Path directoryOfJars) {
    return load(PluginJars.loader(directoryOfJars, Plugins.class.getClassLoader()));
  }

  private static void add(OpPlugin plugin, Map<String, OpPlugin> plugins, PluginListings listings) {
    String jar = listings.jarOf(plugin.getClass().getName());
    String name;
    try {
      name = plugin.name();
    } catch (RuntimeException | LinkageError e) {
      throw new PluginLoadException(
          "Expected plugin %s in %s to tell its name, but %s"
              .formatted(plugin.getClass().getName(), jar, e),
          e);
    }
    if (name == null || name.isBlank()) {
      throw new PluginLoadException(
          "Expected plugin %s in %s to have a name, but it has none"
              .formatted(plugin.getClass().getName(), jar));
    }
    OpPlugin other = plugins.putIfAbsent(name, plugin);
    if (other != null) {
      throw new PluginLoadException(
          "Expected one plugin called '%s', but there is %s in %s and %s in %s"
              .formatted(
                  name,
                  other.getClass().getName(),
                  listings.jarOf(other.getClass().getName()),
                  plugin.getClass().getName(),
                  jar));
    }
  }

  private static String reason(Throwable e) {
    return e.getCause() == null ? e.getMessage() : e.getMessage() + ": " + e.getCause();
  }
}
