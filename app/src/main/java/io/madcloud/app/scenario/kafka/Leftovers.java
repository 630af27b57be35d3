package io.madcloud.app.scenario.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Removes what an engine leaves on a cluster: topics, those of its stores included, and groups. */
final class Leftovers {

  private final Admin admin;
  private final String name;
  private final List<String> problems = new ArrayList<>();

  private Leftovers(Admin admin, String name) {
    this.admin = admin;
    this.name = name;
  }

  /**
   * Deletes them.
   *
   * @param name of an engine that is stopped; nothing else on the cluster begins with it
   * @return what is still there and why, for people; none when everything is gone
   */
  static List<String> delete(Admin admin, String name) throws InterruptedException {
    Leftovers leftovers = new Leftovers(admin, name);
    leftovers.attempt("topics", leftovers::deleteTopics);
    leftovers.attempt("consumer groups", leftovers::deleteGroups);
    return leftovers.problems;
  }

  private interface Deletion {
    void run() throws ExecutionException, InterruptedException;
  }

  private void attempt(String what, Deletion deletion) throws InterruptedException {
    try {
      deletion.run();
    } catch (ExecutionException e) {
      Throwable why = e.getCause();
      if (!(why instanceof UnknownTopicOrPartitionException
          || why instanceof GroupIdNotFoundException)) {
        problems.add(
            "Expected to delete the %s whose names begin with %s, but: %s; delete them by hand."
                .formatted(what, name, why.getMessage()));
      }
    }
  }

  private void deleteTopics() throws ExecutionException, InterruptedException {
    List<String> topics = admin.listTopics().names().get().stream().filter(this::isOurs).toList();
    admin.deleteTopics(topics).all().get();
  }

  private void deleteGroups() throws ExecutionException, InterruptedException {
    List<String> groups =
        admin.listGroups().all().get().stream()
            .map(GroupListing::groupId)
            .filter(group -> group.equals(name) || isOurs(group))
            .toList();
    admin.deleteConsumerGroups(groups).all().get();
  }

  /** Engine 1 has nothing to do with engine 11. */
  private boolean isOurs(String found) {
    return found.startsWith(name + ".") || found.startsWith(name + "-");
  }
}
