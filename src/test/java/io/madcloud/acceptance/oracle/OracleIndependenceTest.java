package io.madcloud.acceptance.oracle;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The oracle reads what it judges by nobody's code but its own. */
final class OracleIndependenceTest {
  private static final String ORACLE = "io.madcloud.acceptance.oracle";

  @Test
  void the_oracle_shares_no_code_with_the_engine_the_topology_or_the_serdes() {
    JavaClasses classes = new ClassFileImporter().importPackages(ORACLE);
    noClasses()
        .that()
        .resideInAPackage(ORACLE)
        .and()
        .haveNameNotMatching(".*(Test|SampleRecords)")
        .should()
        .dependOnClassesThat(resideInAPackage("io.madcloud..").and(not(resideInAPackage(ORACLE))))
        .because("a mistake that both share would be found by neither")
        .check(classes);
  }
}
