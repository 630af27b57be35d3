package io.madcloud.acceptance;

import io.madcloud.acceptance.oracle.Stop;
import io.madcloud.wire.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program with every kind of op that there is, and what its processes must come to, worked out
 * from the event alone: expressions, plugins, a fork for each word, a fork because of a
 * contradicted text (every seventh process), calls (every fifth), replies that offer alternatives.
 */
final class ShopProgram {
  static final String SERVER = "pricing";
  static final String ARRIVE = "/shop/arrive";

  static final String YAML =
      """
      mount: /shop
      fields:
        number: long
        text: string
        wanted: boolean
        words: list<string>
        length: long
        word: string
        greeting: string
        price: long
        label: string
      ops:
        arrive: { out: [number, text, wanted] }
        amend: { in: [number], when: "number % 7 == 0", out: [text], expr: { text: "'again ' + string(number)" } }
        split: { in: [text], out: [words], plugin: words }
        measure: { in: [words], out: [length], expr: { length: "size(words)" } }
        pick: { in: [words], out: [word], each: words, expr: { word: it } }
        greet: { in: [word], out: [greeting], plugin: template, with: { text: "Hello {word}", to: greeting } }
        ask: { in: [word, wanted], out: [price], call: pricing }
        tell: { in: [word, price], out: [label], expr: { label: "word + ': ' + string(price)" } }
      """;

  private ShopProgram() {}

  static String process(int number) {
    return "order-" + number;
  }

  /** The fields of the event. */
  static Map<String, Object> event(int number) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", (long) number);
    fields.put("text", text(number));
    if (isWanted(number)) {
      fields.put("wanted", true);
    }
    return fields;
  }

  private static boolean isWanted(int number) {
    return number % 5 == 0;
  }

  private static String text(int number) {
    return "order" + number + " item" + number % 10 + (number % 3 == 0 ? " gift" : "");
  }

  /** What the server answers: one price, or two for words that end in an odd digit. */
  static List<Map<String, Object>> price(Call call) {
    List<Map<String, Object>> messages = new ArrayList<>();
    prices(call.getInputs().get("word").toString())
        .forEach(price -> messages.add(Map.of("price", price)));
    return messages;
  }

  private static List<Long> prices(String word) {
    long price = 10L * word.length();
    return "13579".indexOf(word.charAt(word.length() - 1)) < 0
        ? List.of(price)
        : List.of(price, price + 1);
  }

  /** The live fieldsets of a process at its end, by path and value. */
  static Set<Map<String, Object>> expected(int number) {
    Set<Map<String, Object>> fieldsets = new HashSet<>();
    List<String> texts = new ArrayList<>(List.of(text(number)));
    if (number % 7 == 0) {
      texts.add("again " + number);
    }
    for (String text : texts) {
      List<String> words = List.of(text.split(" "));
      for (String word : words) {
        Map<String, Object> fields = new LinkedHashMap<>();
        event(number).forEach((name, value) -> fields.put("/shop/" + name, value));
        fields.put("/shop/text", text);
        fields.put("/shop/words", words);
        fields.put("/shop/length", (long) words.size());
        fields.put("/shop/word", word);
        fields.put("/shop/greeting", "Hello " + word);
        if (!isWanted(number)) {
          fieldsets.add(fields);
          continue;
        }
        for (long price : prices(word)) {
          Map<String, Object> priced = new LinkedHashMap<>(fields);
          priced.put("/shop/price", price);
          priced.put("/shop/label", word + ": " + price);
          fieldsets.add(priced);
        }
      }
    }
    return fieldsets;
  }

  /** Whether a process came to what it must. */
  static boolean isAsExpected(int number, Stop stop) {
    return stop != null
        && stop.status().equals("QUIESCENT")
        && stop.fieldsets().size() == expected(number).size()
        && Set.copyOf(stop.fieldsets().values()).equals(expected(number));
  }
}
