package io.madcloud.bench.report;

import com.sun.management.OperatingSystemMXBean;
import io.madcloud.bench.process.JavaProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.AppInfoParser;

/** What figures depend on besides what is measured. */
public final class Machine {

  private final double loadBefore = load();

  /** Of this moment: make it before the first measurement. */
  public Machine() {}

  /** A line each. */
  public List<String> facts() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return List.of(
        "%d cores (%s), %,d MB of memory, %s %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                processor(),
                system.getTotalMemorySize() / 1_000_000,
                System.getProperty("os.name"),
                System.getProperty("os.version")),
        "%s %s, every JVM with %s"
            .formatted(
                System.getProperty("java.vm.name"),
                Runtime.version(),
                String.join(" ", JavaProcess.JVM_OPTIONS)),
        "Kafka %s, one broker in a process of its own on the same machine, nothing flushed to disk"
                .formatted(AppInfoParser.getVersion())
            + " (no fsync), replication factor 1",
        "load average %.1f at the start, %.1f at the end".formatted(loadBefore, load()));
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
