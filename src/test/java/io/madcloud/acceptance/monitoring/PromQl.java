package io.madcloud.acceptance.monitoring;

import io.madcloud.acceptance.monitoring.Selector.Matcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an expression of PromQL names: the series that it selects and the labels that it goes by. It
 * reads expressions that are right, and also {@code label_values(…)}, by which dashboards fill
 * their variables; whether an expression is right is for Prometheus to say.
 *
 * @param selectors in order
 * @param uses labels that stand outside of selectors
 * @param made labels that {@code label_replace} makes
 */
record PromQl(List<Selector> selectors, List<Use> uses, Set<String> made) {

  /**
   * A label that an expression goes by.
   *
   * @param of what it is a label of
   * @param every whether of each of these, as in {@code by}, or of one at least, as in {@code on}
   */
  record Use(String label, List<Selector> of, boolean every) {}

  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|[a-zA-Z_:][a-zA-Z0-9_:]*"
              + "|[0-9.][0-9a-zA-Z.]*|=~|!~|!=|==|<=|>=|\\$\\w+|#[^\\n]*|\\S");

  private static final Set<String> OPERATORS =
      Set.of("and", "or", "unless", "bool", "atan2", "inf", "nan");
  private static final Set<String> GROUPING = Set.of("by", "without");
  private static final Set<String> MATCHING = Set.of("on", "ignoring", "group_left", "group_right");
  private static final String MAKING = "label_replace";
  private static final int MAKING_TEXTS = 4;

  /** Reads an expression. */
  static PromQl read(String expression) {
    List<String> tokens =
        TOKEN
            .matcher(expression)
            .results()
            .map(it -> it.group())
            .filter(it -> !it.startsWith("#"))
            .toList();
    Reader reader = new Reader(tokens);
    reader.expression();
    return new PromQl(reader.selectors, reader.uses, reader.made);
  }

  /** The labels of the result, as far as an aggregation says which it has; empty otherwise. */
  Set<String> grouped() {
    Set<String> labels = new TreeSet<>();
    uses.stream().filter(Use::every).forEach(use -> labels.add(use.label));
    return labels;
  }

  private static final class Reader {

    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final List<Use> uses = new ArrayList<>();
    private final Set<String> made = new LinkedHashSet<>();
    private int at;

    Reader(List<String> tokens) {
      this.tokens = tokens;
    }

    private boolean isAt(String token) {
      return at < tokens.size() && tokens.get(at).equals(token);
    }

    /** Up to the end, or to the parenthesis that closes it. */
    void expression() {
      int begin = selectors.size();
      int group = begin; // Where the last parentheses began, for a grouping behind them.
      List<String> matching = new ArrayList<>();
      while (at < tokens.size() && !isAt(")")) {
        String token = tokens.get(at++);
        if (GROUPING.contains(token)) {
          List<String> labels = names();
          if (isAt("(")) {
            group = selectors.size();
            at++;
            expression();
            at++;
          }
          if (token.equals("by")) {
            use(labels, group, true);
          }
        } else if (MATCHING.contains(token)) {
          matching.addAll(isAt("(") ? names() : List.of());
        } else if (token.equals("(")) {
          group = selectors.size();
          expression();
          at++;
        } else if (token.equals("[")) {
          skipTo("]");
        } else if (token.equals("offset")) {
          at++;
        } else if (token.equals("{")) {
          selectors.add(selector(null));
        } else if (isName(token)) {
          group = name(token, group);
        }
      }
      use(matching, begin, false);
    }

    /** A metric or a function; returns where the last parentheses began. */
    private int name(String name, int group) {
      int begin = selectors.size();
      if (isAt("{")) {
        at++;
        selectors.add(selector(name));
      } else if (name.equals(MAKING)) {
        making();
        return begin;
      } else if (name.equals("label_values")) {
        labelValues();
        return begin;
      } else if (!isAt("(") && !(at < tokens.size() && GROUPING.contains(tokens.get(at)))) {
        selectors.add(new Selector(Set.of(name), List.of()));
      }
      return group;
    }

    /** Of label_replace(v, "made", "value", "from", "regex"). */
    private void making() {
      int begin = selectors.size();
      int opened = at++;
      expression();
      int closed = at++;
      List<String> texts = tokens.subList(opened, closed).stream().filter(PromQl::isText).toList();
      List<String> own = texts.subList(texts.size() - MAKING_TEXTS, texts.size());
      made.add(bare(own.get(0)));
      use(List.of(bare(own.get(2))), begin, true);
    }

    /** Of label_values(v, label). */
    private void labelValues() {
      int begin = selectors.size();
      at++;
      expression();
      Selector label = selectors.remove(selectors.size() - 1);
      at++;
      use(List.copyOf(label.metrics()), begin, true);
    }

    private Selector selector(String name) {
      Set<String> metrics = new TreeSet<>(name == null ? Set.of() : Set.of(name));
      List<Matcher> matchers = new ArrayList<>();
      while (!isAt("}")) {
        String label = tokens.get(at++);
        String operator = tokens.get(at++);
        String value = bare(tokens.get(at++));
        if (label.equals("__name__")) {
          metrics.addAll(List.of(value.split("\\|")));
        } else {
          matchers.add(new Matcher(label, operator, value));
        }
        if (isAt(",")) {
          at++;
        }
      }
      at++;
      return new Selector(metrics, matchers);
    }

    private List<String> names() {
      at++;
      List<String> names = new ArrayList<>();
      for (; !isAt(")"); at++) {
        if (!isAt(",")) {
          names.add(tokens.get(at));
        }
      }
      at++;
      return names;
    }

    private void skipTo(String token) {
      while (!isAt(token)) {
        at++;
      }
      at++;
    }

    private void use(List<String> labels, int from, boolean every) {
      List<Selector> of = List.copyOf(selectors.subList(from, selectors.size()));
      labels.forEach(label -> uses.add(new Use(label, of, every)));
    }
  }

  private static boolean isName(String token) {
    return Character.isJavaIdentifierStart(token.charAt(0))
        && token.charAt(0) != '$'
        && !OPERATORS.contains(token);
  }

  private static boolean isText(String token) {
    return token.startsWith("\"") || token.startsWith("'");
  }

  private static String bare(String text) {
    return text.substring(1, text.length() - 1).replace("\\\\", "\\");
  }
}
