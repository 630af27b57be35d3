package io.madcloud.testkit.guide;

import io.madcloud.testkit.MadcloudTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class QuotesTest {

  @RegisterExtension static final MadcloudTest madcloud = MadcloudTest.program("quotes.yaml");

  @Test
  void the_first_offer_wins() {
    madcloud
        .notify("/quotes/request", "p1", Map.of("amount", 100))
        .asked("/quotes/acorn/offer", Map.of("amount", 100))
        .asked("/quotes/beech/offer", Map.of("amount", 100))
        .isRunning()
        .reply("/quotes/beech/offer", Map.of("price", 90.5))
        .isQuiescent()
        .hasFields(Map.of("/quotes/amount", 100, "/quotes/price", 90.5));
  }

  @Test
  void an_insurer_that_fails_leaves_the_choice_to_the_others() {
    var customer = madcloud.notify("/quotes/request", "p1", Map.of("amount", 100));
    for (int attempt = 1; attempt <= 3; attempt++) {
      customer.fail("/quotes/acorn/offer", "no time");
    }
    customer
        .hasInvocations(
            "/quotes/acorn/offer done", "/quotes/beech/offer pending", "/quotes/give-up pending")
        .reply("/quotes/beech/offer", Map.of("price", 95))
        .isQuiescent()
        .hasField("/quotes/price", 95);
  }

  @Test
  void nobody_waits_for_longer_than_a_day() {
    madcloud
        .notify("/quotes/request", "p1", Map.of("amount", 100))
        .advance(Duration.ofHours(23))
        .lacksField("/quotes/late")
        .advance(Duration.ofHours(1))
        .hasField("/quotes/late", true);
  }
}
