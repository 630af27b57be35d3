package io.madcloud.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The identity of a value, as tests compare it.
 *
 * @param field its number
 * @param producers that shaped it, as numbers of messages
 */
record Identity(int field, List<Integer> producers) {

  /** The identities in the key of an invocation, in the order of {@code in}. */
  static List<Identity> inKey(Invocation invocation) {
    int[] key = invocation.key();
    List<Identity> identities = new ArrayList<>();
    for (int at = 0; at < key.length; at += 2 + key[at + 1]) {
      identities.add(
          new Identity(key[at], boxed(Arrays.copyOfRange(key, at + 2, at + 2 + key[at + 1]))));
    }
    return identities;
  }

  /** The identities that are in a fieldset, stale fields left out. */
  static Set<Identity> in(Fieldset fieldset) {
    Set<Identity> identities = new HashSet<>();
    for (int number : fieldset.fields().numbers()) {
      Held held = fieldset.get(number);
      if (held.contributions().length > 0) {
        identities.add(new Identity(number, boxed(held.shapedBy())));
      }
    }
    return identities;
  }

  private static List<Integer> boxed(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
