package io.madcloud.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

final class PluginsTest {

  // Loaders keep their jars open, which some systems do not let anybody delete.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  void plugins_of_a_directory_stand_beside_the_bundled_ones() throws Exception {
    PluginJar.write(directory.resolve("one.jar"), "One", "one");
    PluginJar.write(directory.resolve("two.jar"), "Two", "two");
    Files.writeString(directory.resolve("notes.txt"), "no jar");
    Map<String, OpPlugin> plugins = Plugins.load(directory);
    assertThat(plugins).containsOnlyKeys("one", "template", "two", "words");
    assertThat(
            plugins
                .get("one")
                .configure(Map.of())
                .call(new OpCall(Map.of(), "p", 1, 1, OpCall.NO_TIMEOUT)))
        .isEqualTo(OpReply.none());
  }

  @Test
  void an_empty_directory_adds_nothing() {
    assertThat(Plugins.load(directory)).containsOnlyKeys("template", "words");
  }

  @Test
  void two_plugins_of_one_name_are_refused_with_both_jars() throws Exception {
    PluginJar.write(directory.resolve("one.jar"), "One", "same");
    PluginJar.write(directory.resolve("two.jar"), "Two", "same");
    assertRefused("Expected one plugin called 'same', but there is pack.One in ")
        .hasMessageContaining("/one.jar and pack.Two in ")
        .hasMessageEndingWith("/two.jar");
  }

  @Test
  void a_name_of_a_bundled_plugin_is_taken() throws Exception {
    PluginJar.write(directory.resolve("mine.jar"), "Mine", "words");
    assertRefused("Expected one plugin called 'words', but there is ")
        .hasMessageContaining("io.madcloud.plugins.WordsPlugin")
        .hasMessageEndingWith("/mine.jar");
  }

  @Test
  void two_versions_of_one_jar_are_refused() throws Exception {
    PluginJar.write(directory.resolve("one-1.0.jar"), "One", "one");
    PluginJar.write(directory.resolve("one-1.1.jar"), "One", "one");
    assertRefused("Expected each plugin in one jar, but class pack.One is in ")
        .hasMessageContaining("/one-1.0.jar and in ")
        .hasMessageEndingWith("/one-1.1.jar");
  }

  @Test
  void a_plugin_that_cannot_be_made_is_named_with_its_jar() throws Exception {
    PluginJar.write(
        directory.resolve("broken.jar"),
        "Broken",
        "public Broken() { throw new IllegalStateException(\"no licence\"); }",
        "return \"broken\";");
    assertRefused("Expected plugins that can be made, but one in ")
        .hasMessageContaining("/broken.jar cannot: ")
        .hasMessageContaining("pack.Broken could not be instantiated")
        .hasMessageEndingWith("IllegalStateException: no licence");
  }

  @Test
  void a_plugin_without_a_public_constructor_is_named_with_its_jar() throws Exception {
    PluginJar.write(directory.resolve("shy.jar"), "Shy", "private Shy() {}", "return \"shy\";");
    assertRefused("Expected plugins that can be made, but one in ")
        .hasMessageContaining("/shy.jar cannot: ");
  }

  @Test
  void a_listed_class_that_is_not_there_or_is_no_plugin_is_named_with_its_jar() throws Exception {
    PluginJar.writeListingAlone(directory.resolve("empty.jar"), "pack.Missing\n");
    assertRefused("Expected plugins that can be made, but one in ")
        .hasMessageContaining("/empty.jar cannot: ")
        .hasMessageContaining("pack.Missing not found");
    Files.delete(directory.resolve("empty.jar"));
    PluginJar.writeListingAlone(directory.resolve("other.jar"), "io.madcloud.op.Bytes\n");
    assertRefused("Expected plugins that can be made, but one in ")
        .hasMessageContaining("/other.jar cannot: ")
        .hasMessageContaining("io.madcloud.op.Bytes not a subtype");
  }

  @Test
  void a_plugin_without_a_name_is_refused() throws Exception {
    PluginJar.write(directory.resolve("blank.jar"), "Blank", " ");
    assertRefused("Expected plugin pack.Blank in ")
        .hasMessageEndingWith("/blank.jar to have a name, but it has none");
    Files.delete(directory.resolve("blank.jar"));
    PluginJar.write(
        directory.resolve("odd.jar"),
        "Odd",
        "public Odd() {}",
        "throw new IllegalStateException(\"later\");");
    assertRefused("Expected plugin pack.Odd in ")
        .hasMessageEndingWith(
            "/odd.jar to tell its name, but java.lang.IllegalStateException: later");
  }

  @Test
  void a_directory_that_is_none_is_an_error() throws Exception {
    Path absent = directory.resolve("absent");
    assertThatThrownBy(() -> Plugins.load(absent))
        .isInstanceOf(PluginLoadException.class)
        .hasMessage("Expected a directory of plugin jars, but " + absent + " does not exist");
    Files.writeString(absent, "a file");
    assertThatThrownBy(() -> Plugins.load(absent))
        .hasMessage("Expected a directory of plugin jars, but " + absent + " is no directory");
  }

  @Test
  void a_jar_that_cannot_be_read_is_an_error() throws Exception {
    Files.writeString(directory.resolve("torn.jar"), "half a jar");
    assertRefused("Expected a jar, but cannot read " + directory.resolve("torn.jar"));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String beginning) {
    return assertThatThrownBy(() -> Plugins.load(directory))
        .isInstanceOf(PluginLoadException.class)
        .hasMessageStartingWith(beginning);
  }
}
