package io.madcloud.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The oracle prints, for every stored scenario, the outcome that is stored beside it. */
final class OracleAgreesWithScenariosTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  List<DynamicTest> everyScenarioHasTheStoredOutcome() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                getClass().getResourceAsStream("/scenarios.jsonl"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode stored = JSON.readTree(line);
        tests.add(
            DynamicTest.dynamicTest(
                stored.get("name").asText(),
                () ->
                    assertThat(Oracle.run(stored.get("scenario")).toPrettyString())
                        .isEqualTo(stored.get("outcome").toPrettyString())));
      }
    }
    return tests;
  }
}
