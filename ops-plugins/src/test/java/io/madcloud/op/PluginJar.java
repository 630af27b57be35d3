package io.madcloud.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a class and puts it into a jar. */
final class PluginJar {

  private PluginJar() {}

  /** A plugin {@code pack.TYPE} that calls itself {@code name}. */
  static void write(Path jar, String type, String name) throws IOException {
    write(jar, type, "public %s() {}".formatted(type), "return \"%s\";".formatted(name));
  }

  static void write(Path jar, String type, String constructor, String nameBody) throws IOException {
    String source =
        """
        package pack;
        public final class %s implements io.madcloud.op.OpPlugin {
          %s
          public String name() { %s }
          public io.madcloud.op.OpFunction configure(java.util.Map<String, Object> with) {
            return call -> io.madcloud.op.OpReply.none();
          }
        }
        """
            .formatted(type, constructor, nameBody);
    Path classes = Files.createTempDirectory(jar.getParent(), "classes");
    compile(type, source, classes);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream content = new JarOutputStream(out)) {
      content.putNextEntry(new JarEntry("META-INF/services/io.madcloud.op.OpPlugin"));
      content.write(("# the plugin\npack." + type + "\n").getBytes(StandardCharsets.UTF_8));
      try (Stream<Path> files = Files.list(classes.resolve("pack"))) {
        for (Path file : files.toList()) {
          content.putNextEntry(new JarEntry("pack/" + file.getFileName()));
          content.write(Files.readAllBytes(file));
        }
      }
    }
  }

  /** A jar that lists a plugin which it does not contain. */
  static void writeListingAlone(Path jar, String listing) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream content = new JarOutputStream(out)) {
      content.putNextEntry(new JarEntry("META-INF/services/io.madcloud.op.OpPlugin"));
      content.write(listing.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void compile(String type, String source, Path to) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///pack/" + type + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of("-proc:none", "-d", to.toString(), "-cp", System.getProperty("java.class.path"));
    assertThat(compiler.getTask(null, null, null, options, null, List.of(file)).call()).isTrue();
  }
}
