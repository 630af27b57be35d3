package io.madcloud.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a class of tests inside a test, as a build would. */
final class Launch {

  private Launch() {}

  /** What came of each test, by the name of its method; of the class itself, by an empty name. */
  static Map<String, TestExecutionResult> results(Class<?> tests) {
    Map<String, TestExecutionResult> results = new LinkedHashMap<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                test.getSource()
                    .ifPresent(
                        source ->
                            results.put(
                                source instanceof MethodSource method ? method.getMethodName() : "",
                                result));
              }
            });
    return results;
  }

  /** The errors of those that failed. */
  static Map<String, Throwable> failures(Class<?> tests) {
    Map<String, Throwable> failures = new LinkedHashMap<>();
    results(tests)
        .forEach(
            (method, result) -> {
              if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                failures.put(method, result.getThrowable().orElseThrow());
              }
            });
    return failures;
  }
}
