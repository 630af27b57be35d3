import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Prints the components of a CycloneDX file with their versions and licences, and ends with 1 if
 * one of them has no licence that is allowed here. Whoever may choose among several licences needs
 * one.
 *
 * <pre>java deploy/components/Components.java app/target/madcloud.cdx.xml</pre>
 */
final class Components {

  /** By SPDX: what asks for no more than to be named, or for one's changes to its own files. */
  private static final Set<String> ALLOWED =
      Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-2.0", "MIT");

  /** What authors wrote that SPDX has under another name. */
  private static final Map<String, String> MEANT = Map.of("Go License", "BSD-3-Clause");

  private record Component(String name, String version, Set<String> licences) {

    boolean isAllowed() {
      return licences.stream().anyMatch(ALLOWED::contains);
    }
  }

  private Components() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("Usage: java Components.java FILE.xml");
      System.exit(2);
    }
    List<Component> components = read(new File(arguments[0]));
    if (components.isEmpty()) {
      System.err.println("Expected components in " + arguments[0] + ", but found none");
      System.exit(1);
    }
    int width = components.stream().mapToInt(it -> it.name.length()).max().getAsInt();
    Map<String, Integer> counts = new TreeMap<>();
    for (Component it : components) {
      String licences = String.join(", ", it.licences);
      System.out.printf("%-" + width + "s  %-14s  %s%n", it.name, it.version, licences);
      counts.merge(licences, 1, Integer::sum);
    }
    System.out.println();
    counts.forEach((licences, count) -> System.out.printf("%4d  %s%n", count, licences));
    List<Component> refused = components.stream().filter(it -> !it.isAllowed()).toList();
    for (Component it : refused) {
      System.err.printf(
          "Expected a licence among %s, but %s %s has %s. See ALLOWED and MEANT in"
              + " Components.java.%n",
          new TreeSet<>(ALLOWED),
          it.name,
          it.version,
          it.licences.isEmpty() ? "none" : String.join(", ", it.licences));
    }
    System.exit(refused.isEmpty() ? 0 : 1);
  }

  private static List<Component> read(File file) throws Exception {
    Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
    Element components = child(document.getDocumentElement(), "components").orElseThrow();
    return children(components, "component").map(Components::component).toList();
  }

  private static Component component(Element element) {
    String name = text(element, "group") + ":" + text(element, "name");
    Set<String> licences = new TreeSet<>();
    child(element, "licenses").stream()
        .flatMap(all -> children(all, "license"))
        .map(each -> text(each, "id") + text(each, "name"))
        .forEach(licence -> licences.add(MEANT.getOrDefault(licence, licence)));
    child(element, "licenses")
        .flatMap(all -> child(all, "expression"))
        .ifPresent(it -> licences.addAll(List.of(it.getTextContent().split(" OR "))));
    return new Component(name, text(element, "version"), licences);
  }

  private static String text(Element element, String name) {
    return child(element, name).map(it -> it.getTextContent().strip()).orElse("");
  }

  private static Optional<Element> child(Element element, String name) {
    return children(element, name).findFirst();
  }

  private static Stream<Element> children(Element element, String name) {
    NodeList nodes = element.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeName().equals(name))
        .map(Element.class::cast);
  }
}
