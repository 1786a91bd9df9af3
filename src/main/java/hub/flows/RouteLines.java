package hub.flows;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** On which line of a file the keys of its maps are, and what JSON pointers lead to. */
final class RouteLines {
    private final Map<Object, Map<String, Integer>> keys = new IdentityHashMap<>();
    private final Map<Object, Integer> maps = new IdentityHashMap<>();
    private final Map<String, Integer> pointers = new HashMap<>();

    private RouteLines() {}

    /** @param root the parsed file, null for an empty one; @param data the same as maps and lists */
    static RouteLines of(Node root, Object data) {
        RouteLines lines = new RouteLines();
        if (root != null) {
            lines.walk(root, data, "");
        }
        return lines;
    }

    private void walk(Node node, Object data, String pointer) {
        pointers.putIfAbsent(pointer, line(node));
        if (node instanceof MappingNode mapping && data instanceof Map<?, ?> map) {
            maps.put(map, line(node));
            Map<String, Integer> lines = keys.computeIfAbsent(map, any -> new HashMap<>());
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                lines.put(key, line(tuple.getKeyNode()));
                String below = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
                pointers.put(below, line(tuple.getKeyNode()));
                walk(tuple.getValueNode(), map.get(key), below);
            }
        } else if (node instanceof SequenceNode sequence && data instanceof List<?> list) {
            for (int i = 0; i < sequence.getValue().size() && i < list.size(); i++) {
                walk(sequence.getValue().get(i), list.get(i), pointer + "/" + i);
            }
        }
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The line on which a map begins; 1 when it is not of this file. */
    int of(Object map) {
        return maps.getOrDefault(map, 1);
    }

    /** The line of a key of a map. */
    int of(Object map, String key) {
        return keys.getOrDefault(map, Map.of()).getOrDefault(key, of(map));
    }

    /** The line that a JSON pointer leads to, or the nearest above it. */
    int at(String pointer) {
        for (String rest = pointer; !rest.isEmpty(); rest = rest.substring(0, rest.lastIndexOf('/'))) {
            if (pointers.containsKey(rest)) {
                return pointers.get(rest);
            }
        }
        return 1;
    }
}
