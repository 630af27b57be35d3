package io.madcloud.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.acceptance.harness.SourceTree;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about servers shows code that compiles. */
final class OpServerPageTest {

  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

  @Test
  void its_server_compiles(@TempDir Path classes) {
    Matcher blocks = JAVA.matcher(SourceTree.text("docs/op-server.md"));
    assertThat(blocks.find()).isTrue();
    String code = blocks.group(1);
    assertThat(blocks.find()).isFalse();

    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-proc:none"),
                null,
                List.of(new Source("Prices", code)))
            .call();
    assertThat(compiled).as(messages.toString()).isTrue();
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String code;

    Source(String name, String code) {
      super(URI.create("string:///" + name + Kind.SOURCE.extension), JavaFileObject.Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
