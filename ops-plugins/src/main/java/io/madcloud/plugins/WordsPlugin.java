package io.madcloud.plugins;

import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import io.madcloud.op.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code words} splits a text into its words: runs of letters and digits of any script, an
 * apostrophe inside included. The reply is one message with the list of words, in order; a text
 * without words has an empty list.
 *
 * <p>{@code with}, all optional: {@code from}, the local name of the input (default {@code text});
 * {@code to}, the local name of the output, a {@code list<string>} (default {@code words}); {@code
 * lower-case: true} for words in lower case.
 */
public final class WordsPlugin implements OpPlugin {

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}\\p{M}]++(?:['\u2019][\\p{L}\\p{N}\\p{M}]++)*+");

  @Override
  public String name() {
    return "words";
  }

  @Override
  public OpFunction configure(Map<String, Object> with) {
    Settings settings = new Settings(with, Set.of("from", "to", "lower-case"));
    String from = settings.text("from", "text");
    String to = settings.text("to", "words");
    boolean lowerCase = settings.flag("lower-case");
    return call -> {
      Object input = call.inputs().get(from);
      if (!(input instanceof String text)) {
        return OpReply.finalFailure(
            "Expected a string as input '%s', but %s"
                .formatted(from, input == null ? "there is none" : "it is something else"));
      }
      return OpReply.of(Map.of(to, words(lowerCase ? text.toLowerCase(Locale.ROOT) : text)));
    };
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }
}
