package io.madcloud.op;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;

/** The jars of a directory as a class loader. */
final class PluginJars {

  private PluginJars() {}

  /** Stays open: plugins load classes for as long as the engine runs. */
  static ClassLoader loader(Path directory, ClassLoader parent) {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars(directory)) {
      requireJar(jar);
      try {
        urls.add(jar.toUri().toURL());
      } catch (IOException e) {
        throw new PluginLoadException("Expected a path of a jar, but found " + jar, e);
      }
    }
    return new URLClassLoader("plugins", urls.toArray(new URL[0]), parent);
  }

  private static List<Path> jars(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new PluginLoadException(
          "Expected a directory of plugin jars, but %s %s"
              .formatted(
                  directory, Files.exists(directory) ? "is no directory" : "does not exist"));
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*.jar")) {
      stream.forEach(jars::add);
    } catch (IOException | DirectoryIteratorException e) {
      throw new PluginLoadException(
          "Expected a readable directory of plugin jars, but cannot read " + directory + ": " + e,
          e);
    }
    Collections.sort(jars);
    return jars;
  }

  /** A class loader would pass over a broken jar in silence. */
  private static void requireJar(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      file.getManifest();
    } catch (IOException | SecurityException e) {
      throw new PluginLoadException("Expected a jar, but cannot read " + jar + ": " + e, e);
    }
  }
}
