package gateway.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A part of a policy file that knows its line. */
final class PolicyNode {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;
    private final Node node;

    private PolicyNode(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /** @throws PolicyException when the text is no YAML */
    static PolicyNode parse(String file, String text) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (root == null) {
                throw new PolicyException(file, 0, "The file is empty; write models: {}.");
            }
            return new PolicyNode(file, root);
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 0
                    : broken.getProblemMark().getLine() + 1;
            throw new PolicyException(file, line, "This is no YAML: " + broken.getProblem() + ".");
        } catch (YAMLException broken) {
            throw new PolicyException(file, 0, "This is no YAML.");
        }
    }

    PolicyException fault(String remedy) {
        return new PolicyException(file, node.getStartMark().getLine() + 1, remedy);
    }

    /** @param allowed the keys that there may be; empty for any */
    Map<String, PolicyNode> map(Set<String> allowed) {
        if (!(node instanceof MappingNode mapping)) {
            throw fault("Here stand keys with values.");
        }
        Map<String, PolicyNode> map = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            PolicyNode key = new PolicyNode(file, entry.getKeyNode());
            if (!allowed.isEmpty() && !allowed.contains(key.text())) {
                throw key.fault(
                        "'" + key.text() + "' is not known here; there are " + String.join(", ", allowed) + ".");
            }
            if (map.put(key.text(), new PolicyNode(file, entry.getValueNode())) != null) {
                throw key.fault("'" + key.text() + "' is there twice; leave one.");
            }
        }
        return map;
    }

    /** A YAML list, or words with commas between them. */
    List<PolicyNode> list() {
        if (node instanceof ScalarNode words) {
            return Arrays.stream(words.getValue().split(","))
                    .map(word -> new PolicyNode(
                            file,
                            new ScalarNode(
                                    words.getTag(),
                                    word.strip(),
                                    words.getStartMark(),
                                    words.getEndMark(),
                                    words.getScalarStyle())))
                    .toList();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw fault("Here stands a list, as in a, b or [a, b].");
        }
        return sequence.getValue().stream()
                .map(item -> new PolicyNode(file, item))
                .toList();
    }

    List<String> texts() {
        return list().stream().map(PolicyNode::text).toList();
    }

    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw fault("Here stands a single word.");
        }
        return scalar.getValue();
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /** As JSON. */
    JsonNode json() {
        if (node instanceof SequenceNode) {
            ArrayNode array = JSON.createArrayNode();
            list().forEach(item -> array.add(item.json()));
            return array;
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw fault("Here stands a value or a list.");
        }
        boolean bare = scalar.getScalarStyle() == org.yaml.snakeyaml.DumperOptions.ScalarStyle.PLAIN;
        if (bare && scalar.getValue().matches("true|false|-?\\d+(\\.\\d+)?")) {
            try {
                return JSON.readTree(scalar.getValue());
            } catch (JsonProcessingException text) {
                return JSON.getNodeFactory().textNode(scalar.getValue());
            }
        }
        return JSON.getNodeFactory().textNode(scalar.getValue());
    }
}
