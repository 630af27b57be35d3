package io.madcloud.op;

import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which jar lists which plugin class. {@link java.util.ServiceLoader} does not tell where a class
 * that it cannot load was listed, and silently takes one of two jars that list the same class, such
 * as two versions of one plugin.
 */
final class PluginListings {

  private static final String LISTING = "META-INF/services/" + OpPlugin.class.getName();

  private final TreeMap<String, String> jarByClass = new TreeMap<>();

  private PluginListings() {}

  static PluginListings of(ClassLoader loader) {
    PluginListings listings = new PluginListings();
    try {
      Set<String> seen = new LinkedHashSet<>();
      for (URL url : Collections.list(loader.getResources(LISTING))) {
        if (seen.add(url.toExternalForm())) {
          listings.read(url);
        }
      }
    } catch (IOException e) {
      throw new PluginLoadException("Expected to read the lists of plugins, but " + e, e);
    }
    return listings;
  }

  /** The jar that lists the plugin class which {@code text} speaks of. */
  String jarOf(String text) {
    String longest = "";
    for (String name : jarByClass.keySet()) {
      if (text.contains(name) && name.length() > longest.length()) {
        longest = name;
      }
    }
    return jarByClass.getOrDefault(longest, "an unknown jar");
  }

  private void read(URL url) throws IOException {
    String jar = jar(url.toExternalForm());
    URLConnection connection = url.openConnection();
    // A cached jar file would be shared with, and closed by, whoever else reads it.
    connection.setUseCaches(false);
    String text;
    try (var in = connection.getInputStream()) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Set<String> own = new LinkedHashSet<>();
    text.lines().map(line -> line.replaceFirst("#.*", "").strip()).forEach(own::add);
    own.remove("");
    for (String name : own) {
      String other = jarByClass.putIfAbsent(name, jar);
      if (other != null) {
        throw new PluginLoadException(
            "Expected each plugin in one jar, but class %s is in %s and in %s"
                .formatted(name, other, jar));
      }
    }
  }

  /** The jar or directory in which a listing stands. */
  private static String jar(String url) {
    String place = url.substring(0, url.length() - LISTING.length());
    if (place.startsWith("jar:") && place.endsWith("!/")) {
      return place.substring("jar:".length(), place.length() - "!/".length());
    }
    return place;
  }
}
