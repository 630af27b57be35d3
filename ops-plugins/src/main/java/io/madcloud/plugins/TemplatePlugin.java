package io.madcloud.plugins;

import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import io.madcloud.op.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code template} makes a text of its inputs: each name in braces is replaced by the input of that
 * local name, as in {@code "Hello {name}"}; doubled braces stand for single ones. A list appears as
 * its elements, separated by a comma and a space; a timestamp in ISO-8601; bytes in base64. A map
 * has no text: the run fails.
 *
 * <p>{@code with}: {@code text}, the template; {@code to}, the local name of the output, a {@code
 * string} (default {@code text}).
 */
public final class TemplatePlugin implements OpPlugin {

  private static final Pattern PART =
      Pattern.compile("\\{\\{|}}|\\{([A-Za-z_][A-Za-z0-9_]*)}|[{}]");

  /** A piece of text, and the input that follows it; null at the end. */
  private record Part(String text, String input) {}

  @Override
  public String name() {
    return "template";
  }

  @Override
  public OpFunction configure(Map<String, Object> with) {
    Settings settings = new Settings(with, Set.of("text", "to"));
    List<Part> parts = parts(settings.text("text", null));
    String to = settings.text("to", "text");
    return call -> {
      StringBuilder text = new StringBuilder();
      for (Part part : parts) {
        text.append(part.text());
        if (part.input() != null) {
          Object value = call.inputs().get(part.input());
          if (value == null || !append(text, value)) {
            return OpReply.finalFailure(
                "Expected an input '%s' that has a text, but %s"
                    .formatted(
                        part.input(), value == null ? "there is none" : "it is or holds a map"));
          }
        }
      }
      return OpReply.of(Map.of(to, text.toString()));
    };
  }

  private static List<Part> parts(String template) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Matcher part = PART.matcher(template);
    int done = 0;
    while (part.find()) {
      text.append(template.substring(done, part.start()));
      done = part.end();
      if (part.group(1) != null) {
        parts.add(new Part(text.toString(), part.group(1)));
        text.setLength(0);
      } else if (part.group().length() == 2) {
        text.append(part.group().charAt(0));
      } else {
        throw new IllegalArgumentException(
            "Expected {name}, {{ or }} in 'text', but found a single '%s' at character %d"
                .formatted(part.group(), part.start() + 1));
      }
    }
    parts.add(new Part(text.append(template.substring(done)).toString(), null));
    return List.copyOf(parts);
  }

  private static boolean append(StringBuilder text, Object value) {
    if (value instanceof Map<?, ?>) {
      return false;
    }
    if (value instanceof List<?> list) {
      String separator = "";
      for (Object item : list) {
        text.append(separator);
        separator = ", ";
        if (!append(text, item)) {
          return false;
        }
      }
      return true;
    }
    text.append(value);
    return true;
  }
}
