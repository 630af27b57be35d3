package io.madcloud.topology;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * What somebody has to be allowed on a cluster that has an authorizer. Immutable.
 *
 * @param resource what it is about: one name, or all that begin with it
 * @param operations as brokers name them, without those that others imply
 */
public record Grant(ResourcePattern resource, Set<AclOperation> operations) {

  /** Keeps a copy, in the order in which brokers list operations. */
  public Grant {
    operations = Collections.unmodifiableSet(new TreeSet<>(operations));
  }

  /** About one name. */
  public static Grant on(ResourceType type, String name, AclOperation... operations) {
    return new Grant(new ResourcePattern(type, name, PatternType.LITERAL), Set.of(operations));
  }

  /** About all names that begin with this. */
  public static Grant onAll(ResourceType type, String prefix, AclOperation... operations) {
    return new Grant(new ResourcePattern(type, prefix, PatternType.PREFIXED), Set.of(operations));
  }

  /** The same resource with other operations. */
  Grant with(Set<AclOperation> others) {
    return new Grant(resource, others);
  }

  /** Whether it is about names that begin with its own. */
  public boolean isPrefixed() {
    return resource.patternType() == PatternType.PREFIXED;
  }

  /** Whether it is about this one. */
  boolean covers(ResourceType type, String name) {
    return resource.resourceType() == type
        && (isPrefixed() ? name.startsWith(resource.name()) : name.equals(resource.name()));
  }

  /** The operations as {@code kafka-acls} takes them. */
  public List<String> operationNames() {
    return operations.stream().map(SecurityUtils::operationName).toList();
  }

  /** The kind of resource in words, such as {@code transactional id}. */
  public String kind() {
    return resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Such as {@code Read, Write on topic madcloud.notifications}. */
  @Override
  public String toString() {
    String names = operationNames().stream().collect(Collectors.joining(", "));
    return names + " on " + kind() + (isPrefixed() ? "s that begin with " : " ") + resource.name();
  }
}
