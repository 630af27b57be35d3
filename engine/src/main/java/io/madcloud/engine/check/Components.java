package io.madcloud.engine.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The strongly connected components of a graph that hold a circle: R. Tarjan, "Depth-first search
 * and linear graph algorithms" (1972), without recursion.
 */
final class Components {

  private final IntFunction<int[]> successors;
  private final int[] order;
  private final int[] low;
  private final boolean[] open;
  private final int[] next;
  private final int[][] ahead;
  private final Stack path = new Stack();
  private final Stack unassigned = new Stack();
  private final List<int[]> components = new ArrayList<>();
  private int visited;

  private static final class Stack {
    private int[] items = new int[16];
    private int size;

    void push(int item) {
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
      }
      items[size++] = item;
    }

    int top() {
      return items[size - 1];
    }
  }

  private Components(int nodes, IntFunction<int[]> successors) {
    this.successors = successors;
    this.order = new int[nodes];
    this.low = new int[nodes];
    this.open = new boolean[nodes];
    this.next = new int[nodes];
    this.ahead = new int[nodes][];
  }

  /** The nodes of each component that holds a circle. */
  static List<int[]> withCircles(int nodes, IntFunction<int[]> successors) {
    Components components = new Components(nodes, successors);
    for (int node = 0; node < nodes; node++) {
      if (components.order[node] == 0) {
        components.visit(node);
      }
    }
    return components.components;
  }

  private void visit(int root) {
    enter(root);
    while (path.size > 0) {
      int node = path.top();
      if (next[node] < ahead[node].length) {
        int successor = ahead[node][next[node]++];
        if (order[successor] == 0) {
          enter(successor);
        } else if (open[successor]) {
          low[node] = Math.min(low[node], order[successor]);
        }
      } else {
        path.size--;
        if (path.size > 0) {
          low[path.top()] = Math.min(low[path.top()], low[node]);
        }
        if (low[node] == order[node]) {
          close(node);
        }
        ahead[node] = null;
      }
    }
  }

  private void enter(int node) {
    order[node] = ++visited;
    low[node] = visited;
    open[node] = true;
    ahead[node] = successors.apply(node);
    path.push(node);
    unassigned.push(node);
  }

  private void close(int root) {
    int end = unassigned.size;
    do {
      unassigned.size--;
      open[unassigned.items[unassigned.size]] = false;
    } while (unassigned.items[unassigned.size] != root);
    if (end - unassigned.size > 1 || Wiring.contains(ahead[root], root)) {
      components.add(Arrays.copyOfRange(unassigned.items, unassigned.size, end));
    }
  }
}
