package io.madcloud.acceptance.harness;

import io.madcloud.topology.Grant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.utils.SecurityUtils;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What manifests grant: the ACLs of Strimzi's users. */
public final class KafkaUsers {

  private KafkaUsers() {}

  /** By the names of the users, of a file of the source tree. */
  public static Map<String, Set<Grant>> in(String file) {
    return of(new Load(LoadSettings.builder().build()).loadAllFromString(SourceTree.text(file)));
  }

  /** The same of Kubernetes objects, of which others than users are left out. */
  public static Map<String, Set<Grant>> of(Iterable<Object> objects) {
    Map<String, Set<Grant>> users = new TreeMap<>();
    for (Object object : objects) {
      if ("KafkaUser".equals(at(object, "kind"))) {
        Set<Grant> grants = new HashSet<>();
        ((List<?>) at(object, "spec", "authorization", "acls"))
            .forEach(acl -> grants.add(grant(acl)));
        users.put(at(object, "metadata", "name").toString(), grants);
      }
    }
    return users;
  }

  private static Grant grant(Object acl) {
    String type = at(acl, "resource", "type").toString();
    ResourcePattern resource =
        new ResourcePattern(
            SecurityUtils.resourceType(
                type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1)),
            at(acl, "resource", "name").toString(),
            at(acl, "resource", "patternType").equals("prefix")
                ? PatternType.PREFIXED
                : PatternType.LITERAL);
    return new Grant(
        resource,
        ((List<?>) at(acl, "operations"))
            .stream()
                .map(name -> SecurityUtils.operation(name.toString()))
                .collect(Collectors.toSet()));
  }

  private static Object at(Object node, String... path) {
    Object found = node;
    for (String step : path) {
      found = ((Map<?, ?>) found).get(step);
    }
    return found;
  }
}
