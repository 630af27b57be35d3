package io.madcloud.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom. A rule that finds no class to look at fails: a package that was renamed must
 * not take its rule along in silence.
 */
final class ArchitectureTest {
  private static final String OP = "io.madcloud.op..";
  private static final String PLUGINS = "io.madcloud.plugins..";
  private static final String ENGINE = "io.madcloud.engine..";
  private static final String TEST_KIT = "io.madcloud.testkit..";
  private static final String WIRE = "io.madcloud.wire..";
  private static final String SERDES = "io.madcloud.serdes..";
  private static final String OP_SERVER = "io.madcloud.server..";
  private static final String TOPOLOGY = "io.madcloud.topology..";
  private static final String APP = "io.madcloud.app..";

  /** The engine's edge: the only places with a parser, files and an expression language. */
  private static final String YAML = "io.madcloud.engine.yaml..";

  private static final String CEL = "io.madcloud.engine.cel..";

  /** Scenario files name the files of their programs. */
  private static final String SCENARIO = "io.madcloud.engine.scenario..";

  private static final JavaClasses MADCLOUD =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.madcloud");

  @Test
  void modules_are_used_in_one_direction() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("op SPI")
        .definedBy(OP)
        .layer("bundled plugins")
        .definedBy(PLUGINS)
        .layer("engine")
        .definedBy(ENGINE)
        .layer("test kit")
        .definedBy(TEST_KIT)
        .layer("schemas")
        .definedBy(WIRE)
        .layer("serdes")
        .definedBy(SERDES)
        .layer("op server")
        .definedBy(OP_SERVER)
        .layer("topology")
        .definedBy(TOPOLOGY)
        .layer("app")
        .definedBy(APP)
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("test kit")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("op server")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("topology")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("serdes")
        .mayOnlyBeAccessedByLayers("op server", "topology", "app")
        .whereLayer("schemas")
        .mayOnlyBeAccessedByLayers("serdes", "op server", "topology", "app")
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers("test kit", "serdes", "topology", "app")
        .whereLayer("bundled plugins")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("op SPI")
        .mayOnlyBeAccessedByLayers(
            "bundled plugins", "engine", "test kit", "serdes", "op server", "topology", "app")
        .because("what decides must not depend on what carries, and nobody on who starts it all")
        .check(MADCLOUD);
  }

  @Test
  void every_package_that_rules_speak_of_exists() {
    assertThat(
            List.of(
                OP, PLUGINS, ENGINE, YAML, CEL, TEST_KIT, WIRE, SERDES, OP_SERVER, TOPOLOGY, APP))
        .allSatisfy(name -> assertThat(MADCLOUD).anyMatch(resideInAPackage(name)));
  }

  @Test
  void every_class_belongs_to_a_module() {
    classes()
        .should()
        .resideInAnyPackage(OP, PLUGINS, ENGINE, TEST_KIT, WIRE, SERDES, OP_SERVER, TOPOLOGY, APP)
        .because("a class in no module's package escapes the rules about directions")
        .check(MADCLOUD);
  }

  @Test
  void packages_know_each_other_in_no_circle() {
    slices()
        .matching("io.madcloud.(**)")
        .should()
        .beFreeOfCycles()
        .because("packages in a circle can only be read, tested and changed together")
        .check(MADCLOUD);
  }

  @Test
  void the_engine_is_the_jdk_and_its_rules() {
    classes()
        .that(resideInAnyPackage(ENGINE).and(not(resideInAnyPackage(YAML, CEL, SCENARIO))))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                ENGINE,
                OP,
                "java.lang",
                "java.lang.annotation",
                "java.lang.invoke",
                "java.lang.runtime",
                "java.math",
                "java.nio",
                "java.nio.charset",
                "java.text",
                "java.time",
                "java.time.format",
                "java.time.temporal",
                "java.util",
                "java.util.function",
                "java.util.regex",
                "java.util.stream"))
        .because(
            "a turn is a function: Kafka, Avro, logging, threads and I/O belong to the shell,"
                + " YAML and CEL to the engine's edge")
        .check(MADCLOUD);
  }

  @Test
  void the_engine_knows_no_kafka_no_avro_and_no_logging() {
    noClasses()
        .that()
        .resideInAPackage(ENGINE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache..",
            "org.rocksdb..",
            "com.fasterxml..",
            "io.micrometer..",
            "org.slf4j..",
            "ch.qos.logback..",
            "java.util.logging..")
        .because("its edge reads programs and expressions and does nothing else")
        .check(MADCLOUD);
  }

  @Test
  void the_engine_reads_no_clock_and_no_chance() {
    noClasses()
        .that()
        .resideInAPackage(ENGINE)
        // A scenario's links are hostile by the seed that it names, and so the same each time.
        .and()
        .doNotHaveFullyQualifiedName("io.madcloud.engine.scenario.Links")
        .should()
        .dependOnClassesThat(
            namedAnyOf(
                "java.time.Clock",
                "java.time.InstantSource",
                "java.util.Date",
                "java.util.Calendar",
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.util.UUID",
                "java.util.concurrent.ThreadLocalRandom",
                "java.security.SecureRandom"))
        .orShould()
        .callMethodWhere(
            describe(
                "a clock or chance is asked",
                access ->
                    (access.getName().equals("now")
                            && access.getTargetOwner().getPackageName().startsWith("java.time"))
                        || (access.getName().equals("random")
                            && access.getTargetOwner().getName().equals("java.lang.Math"))))
        .because("time arrives inside inputs, and the same inputs must give the same turn")
        .check(MADCLOUD);
  }

  @Test
  void the_engine_asks_nothing_of_the_machine() {
    noClasses()
        .that()
        .resideInAPackage(ENGINE)
        .should()
        .accessTargetWhere(
            describe(
                "the system is asked or written to",
                ArchitectureTest::isSystemOtherThanArraycopyOrIdentity))
        .orShould()
        .dependOnClassesThat(
            namedAnyOf(
                "java.lang.Thread",
                "java.lang.ThreadLocal",
                "java.lang.Runtime",
                "java.lang.Process",
                "java.lang.ProcessBuilder",
                "java.util.Timer",
                "java.util.ServiceLoader",
                "java.util.concurrent.Executor",
                "java.util.concurrent.ExecutorService",
                "java.util.concurrent.Executors",
                "java.util.concurrent.CompletableFuture"))
        .because(
            "clocks, properties, the console, threads and discovery are the shell's to hand in or"
                + " to carry out")
        .check(MADCLOUD);
  }

  @Test
  void only_the_engine_s_edge_reads_files_and_only_its_yaml_package_parses() {
    noClasses()
        .that(resideInAnyPackage(ENGINE).and(resideOutsideOfPackages(YAML, SCENARIO)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
        .because("where programs come from is no concern of those who compile and run them")
        .check(MADCLOUD);
    noClasses()
        .that()
        .resideOutsideOfPackage(YAML)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.snakeyaml..", "org.yaml..")
        .because("one reader of YAML gives one set of rules and one form of messages")
        .check(MADCLOUD);
  }

  @Test
  void only_the_engine_s_cel_package_evaluates_expressions() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CEL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.cel..")
        .because("the expression language stays replaceable behind one interface")
        .check(MADCLOUD);
  }

  @Test
  void plugins_know_the_jdk_and_the_spi_alone() {
    classes()
        .that()
        .resideInAnyPackage(OP, PLUGINS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(OP, PLUGINS, "java..")
        .because("an author of plugins needs this one artifact: no Kafka, nothing of the engine")
        .check(MADCLOUD);
  }

  @Test
  void the_test_kit_knows_the_engine_and_junit_s_api_alone() {
    classes()
        .that()
        .resideInAPackage(TEST_KIT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            TEST_KIT, ENGINE, OP, "java..", "org.junit.jupiter.api..", "org.opentest4j..")
        .because("who tests a program or a plugin needs no Kafka and no library of assertions")
        .check(MADCLOUD);
  }

  @Test
  void schemas_know_avro_alone() {
    classes()
        .that()
        .resideInAPackage(WIRE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(WIRE, "java..", "org.apache.avro..")
        .because("a wire format is generated from its schemas and carries no behaviour")
        .check(MADCLOUD);
  }

  @Test
  void serdes_know_kafka_s_clients_but_not_its_streams() {
    noClasses()
        .that()
        .resideInAPackage(SERDES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka.streams..", "kafka..", "org.apache.kafka.server..")
        .because("op servers and analysts use the serdes without a topology or a broker")
        .check(MADCLOUD);
  }

  @Test
  void the_topology_knows_no_broker_and_no_command_line() {
    noClasses()
        .that()
        .resideInAPackage(TOPOLOGY)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "kafka..",
            "org.apache.kafka.server..",
            "org.apache.kafka.metadata..",
            "info.picocli..",
            "picocli..")
        .because("it runs against any cluster, started by anybody")
        .check(MADCLOUD);
  }

  private static boolean isSystemOtherThanArraycopyOrIdentity(JavaAccess<?> access) {
    return access.getTargetOwner().getName().equals("java.lang.System")
        && !Set.of("arraycopy", "identityHashCode").contains(access.getName());
  }

  private static DescribedPredicate<JavaClass> namedAnyOf(String... names) {
    Set<String> set = Set.of(names);
    return describe("are one of " + set, javaClass -> set.contains(javaClass.getName()));
  }
}
