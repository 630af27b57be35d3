package io.madcloud.testkit;

import java.util.List;
import java.util.Map;

/** The bundled plugin {@code template}. */
final class TemplateContractTest extends OpContractTest {

  @Override
  protected OpContract contract() {
    return OpContract.op(
            """
            fields: { name: string, share: double, at: timestamp, tags: list<any>, letter: string }
            ops:
              write:
                in: [name, share, at, tags]
                out: [letter]
                plugin: template
                with: { text: "Hi {name}: {share} at {at}, {tags}", to: letter }
            """)
        .answers(
            Map.of(
                "name",
                "Ida",
                "share",
                0.5,
                "at",
                "2026-11-01T12:30:00Z",
                "tags",
                List.of("I", 3, List.of(true))))
        .answers(Map.of("name", "", "share", 1, "at", "1970-01-01T00:00:00Z", "tags", List.of()))
        .fails(
            Map.of(
                "name",
                Map.of("first", "Ida"),
                "share",
                1,
                "at",
                "2026-11-01T12:30:00Z",
                "tags",
                List.of()))
        .refuses(Map.of())
        .refuses(Map.of("text", 1))
        .refuses(Map.of("text", "an {unclosed brace"));
  }
}
