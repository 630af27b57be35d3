package io.madcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * The schemas of now follow those of all releases. {@code -Dmadcloud.record=0.2.0} takes down those
 * of now as the ones of a release before; CONTRIBUTING.md tells the whole command.
 */
final class ReleasedSchemasTest {

  private static final String RECORD = System.getProperty("madcloud.record", "");

  private final Map<String, Schema> now = WireRecords.published();
  private final Map<String, Map<String, Schema>> releases;

  ReleasedSchemasTest() throws IOException {
    ReleasedSchemas released = new ReleasedSchemas(Path.of("src", "test", "resources", "released"));
    if (!RECORD.isEmpty()) {
      released.write(RECORD, now);
    }
    releases = released.read();
  }

  @Test
  void every_schema_reads_what_each_release_wrote_and_is_read_by_each_release() {
    List<String> problems = new ArrayList<>();
    releases.forEach(
        (release, schemas) ->
            schemas.forEach(
                (name, schema) -> {
                  if (now.containsKey(name)) {
                    SchemaChange.problems(schema, now.get(name))
                        .forEach(problem -> problems.add(release + ": " + problem));
                  }
                }));
    assertThat(problems).isEmpty();
  }

  @Test
  void no_record_of_a_release_is_gone() {
    assertThat(releases).isNotEmpty();
    assertThat(releases.values())
        .allSatisfy(schemas -> assertThat(now).containsKeys(names(schemas)));
  }

  private static String[] names(Map<String, Schema> schemas) {
    return schemas.keySet().toArray(String[]::new);
  }
}
