package io.madcloud.app.cluster.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the registry remembers: one line of its log each; the state is the fold over them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Change.Registered.class, name = "registered"),
  @JsonSubTypes.Type(value = Change.Deleted.class, name = "deleted"),
  @JsonSubTypes.Type(value = Change.Configured.class, name = "configured")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface Change {

  /** A subject got a version; {@code schema} in canonical form is in every such line. */
  record Registered(String subject, int version, int id, String schema) implements Change {}

  /** Versions are hidden, or gone if {@code permanent}. Numbers and ids are never reused. */
  record Deleted(String subject, List<Integer> versions, boolean permanent) implements Change {}

  /** {@code subject} null: the default of all; {@code level} null: back to the default. */
  record Configured(String subject, Compatibility level) implements Change {}
}
