package io.madcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes of a schema are taken, and which are not. */
final class SchemaChangeTest {

  private static final String RELEASED =
      """
      {"type":"record","name":"Sample","namespace":"a","fields":[
        {"name":"id","type":"string"},
        {"name":"count","type":"int","default":1},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
        {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["UNKNOWN","ONE"],
          "default":"UNKNOWN"}},
        {"name":"parts","type":{"type":"array","items":["null",
          {"type":"record","name":"Part","fields":[{"name":"x","type":"long"}]}]}}]}\
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          a field with a default is added | {"name":"id" | {"name":"more","type":"int","default":0},{"name":"id"
          fields change places | {"name":"id","type":"string"},{"name":"count","type":"int","default":1} | {"name":"count","type":"int","default":1},{"name":"id","type":"string"}
          a field gets a default | {"name":"id","type":"string"} | {"name":"id","type":"string","default":""}
          a symbol is added | "UNKNOWN","ONE" | "UNKNOWN","ONE","TWO"
          something is documented | {"name":"id" | {"doc":"The id.","name":"id"
          """)
  void taken(String what, String part, String replacement) {
    assertThat(problems(part, replacement)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          a field without a default is added | {"name":"id" | {"name":"more","type":"int"},{"name":"id" | an engine of now to read
          a field without a default is removed | {"name":"id","type":"string"}, | | a consumer of the release to read
          a field with a default is removed | {"name":"count","type":"int","default":1}, | | Sample.count, as the release has, but it is gone
          a field has another name | "name":"id" | "name":"identity" | an engine of now to read
          a field has another type | "type":"string" | "type":"long" | an engine of now to read
          a field has a wider type | "type":"int" | "type":"long" | a consumer of the release to read
          a field may be null | "type":"string" | "type":["string","null"] | a consumer of the release to read
          a field loses its default | "type":"int","default":1 | "type":"int" | Expected default 1 of Sample.count
          a field has another default | "default":1 | "default":2 | Expected default 1 of Sample.count
          a time is a number | {"type":"long","logicalType":"timestamp-millis"} | "long" | Expected logical type
          a symbol is removed, and UNKNOWN read for it | "UNKNOWN","ONE" | "UNKNOWN" | of Kind, as the release has, but found [UNKNOWN]
          an enum loses its default and gains a symbol | "symbols":["UNKNOWN","ONE"],"default":"UNKNOWN" | "symbols":["UNKNOWN","ONE","TWO"] | Expected UNKNOWN for unknown symbols of Kind
          a union has one kind more | "items":["null", | "items":["null","string", | a consumer of the release to read
          a union has one kind less | "items":["null",{ | "items":[{ | an engine of now to read
          a record has another name | "name":"Part" | "name":"Piece" | an engine of now to read
          """)
  void refused(String what, String part, String replacement, String why) {
    assertThat(problems(part, replacement == null ? "" : replacement))
        .anySatisfy(problem -> assertThat(problem).contains(why));
  }

  private static List<String> problems(String part, String replacement) {
    String released = RELEASED.replaceAll("\\s", "");
    String changed = released.replace(part, replacement);
    assertThat(changed).isNotEqualTo(released);
    return SchemaChange.problems(parsed(released), parsed(changed));
  }

  private static Schema parsed(String json) {
    return new Schema.Parser().parse(json);
  }
}
