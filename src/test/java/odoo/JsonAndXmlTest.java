package odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonAndXmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\": 1, \"name\": \"é]\\\"\"}]",
                "66",
                "-1.50",
                "true",
                "null",
                "\"a \\\\ \\\" b\"",
                "[]",
                "{ }"
            })
    void cutsAMemberOutAsItStands(String value) throws Exception {
        String json = "{\"jsonrpc\": \"2.0\", \"x\": {\"result\": 5}, \"result\": " + value + " , \"id\": 1}";
        assertThat(text(Json.member(bytes(json), "result"))).isEqualTo(value);
        assertThat(text(Json.member(bytes("{\"result\":" + value + "}"), "result")))
                .isEqualTo(value);
        assertThat(Json.member(bytes(json), "error")).isNull();
        assertThatThrownBy(() -> Json.member(bytes(json.substring(0, json.length() - 3)), "result"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void seesWhetherAnAnswerIsWhole() {
        String large = "[" + "\"0123456789\",".repeat(3000) + "1]";
        assertThat(Json.looksWhole(bytes(large))).isTrue();
        assertThat(Json.looksWhole(bytes("  " + large + "\n"))).isTrue();
        assertThat(Json.looksWhole(bytes(large.substring(0, large.length() - 1))))
                .isFalse();
        assertThat(Json.looksWhole(bytes("[1,2"))).isFalse();
        assertThat(Json.looksWhole(bytes("[1] x"))).isFalse();
        assertThat(Json.looksWhole(new byte[0])).isFalse();
        assertThat(Json.looksWhole(bytes("66"))).isTrue();
    }

    @Test
    void renamesFieldsOfRecordsOnly() throws Exception {
        String records = "[ {\"id\": 1, \"old\": [\"old\", {\"old\": 2.50}], \"é\": \"old\"}, {\"old\":false} ]";
        assertThat(text(Json.rename(bytes(records), Map.of("old", "new_name"))))
                .isEqualTo(
                        "[ {\"id\": 1, \"new_name\": [\"old\", {\"old\": 2.50}], \"é\": \"old\"}, {\"new_name\":false} ]");
    }

    @Test
    void readsIds() {
        assertThat(Json.ids(bytes("[3, 1,2]"))).containsExactly(3, 1, 2);
        assertThat(Json.ids(bytes("[]"))).isEmpty();
        assertThatThrownBy(() -> Json.ids(bytes("[\"a\"]"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.ids(bytes("{\"id\":1}"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Json.ids(bytes(Json.text(new long[] {5, 6})))).containsExactly(5, 6);
    }

    @Test
    void turnsXmlRpcIntoTheSameJson() throws Exception {
        String value =
                "<array><data>\n<value><struct>\n<member>\n<name>id</name>\n<value><int>7</int></value>\n</member>\n"
                        + "<member><name>name</name><value><string>a &lt;b&gt; &amp; \u00e9 \uD83D\uDE00\u0007\u0000\r\nz\uFFFE</string></value></member>\n"
                        + "<member><name>nothing</name><value><boolean>0</boolean></value></member>"
                        + "<member><name>none</name><value><nil/></value></member>"
                        + "<member><name>price</name><value><double>12.50</double></value></member>"
                        + "<member><name>big</name><value><i8>9007199254740993</i8></value></member>"
                        + "<member><name>bare</name><value>text</value></member>"
                        + "<member><name>empty</name><value><string></string></value></member>"
                        + "<member><name>pair</name><value><array><data><value><int>1</int></value><value><string>x</string>"
                        + "</value></data></array></value></member></struct></value></data></array>";
        assertThat(text(XmlRpcReader.read(bytes(xml(value))).json()))
                .isEqualTo(
                        "[{\"id\":7,\"name\":\"a <b> & \u00e9 \uD83D\uDE00\\r\\nz\uFFFD\",\"nothing\":false,\"none\":null,"
                                + "\"price\":12.50,\"big\":9007199254740993,\"bare\":\"text\",\"empty\":\"\",\"pair\":[1,\"x\"]}]");
    }

    @Test
    void readsLargeXmlAndRefusesEntitiesAndHalves() throws Exception {
        String row = "<value><string>" + "x &amp; y".repeat(20) + "z".repeat(9000) + "</string></value>";
        String page = xml("<array><data>" + row.repeat(6000) + "</data></array>");
        assertThat(XmlRpcReader.read(bytes(page)).json().length).isGreaterThan(54_000_000);
        assertThatThrownBy(() -> XmlRpcReader.read(bytes(page.substring(0, page.length() - 5))))
                .isInstanceOf(XmlRpcReader.NotXmlRpcException.class);
        String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                + xml("<string>&e;</string>").substring(21);
        assertThatThrownBy(() -> XmlRpcReader.read(bytes(entity))).isInstanceOf(XmlRpcReader.NotXmlRpcException.class);
    }

    @Test
    void writesXmlRpc() {
        JsonNode params = Json.node("[1,-9007199254740993,1.5,true,null,\"a<&>\\r\\n\",{\"k\":[]}]", "test");
        assertThat(new String(XmlRpcWriter.write("m", params), StandardCharsets.UTF_8))
                .isEqualTo("<?xml version=\"1.0\"?><methodCall><methodName>m</methodName><params>"
                        + "<param><value><int>1</int></value></param>"
                        + "<param><value><i8>-9007199254740993</i8></value></param>"
                        + "<param><value><double>1.5</double></value></param>"
                        + "<param><value><boolean>1</boolean></value></param>"
                        + "<param><value><nil/></value></param>"
                        + "<param><value><string>a&lt;&amp;&gt;&#13;\n</string></value></param>"
                        + "<param><value><struct><member><name>k</name><value><array><data></data></array></value></member>"
                        + "</struct></value></param></params></methodCall>");
        assertThatThrownBy(() -> XmlRpcWriter.write("m", Json.node("[\"\\u0007\"]", "test")))
                .hasMessageContaining("U+0007");
    }

    @Test
    void resolvesFieldLists() {
        FieldList list = FieldList.parse(" name, mobile? ,date_start|date_planned_start,a|b?,gone");
        FieldList.Resolved resolved = list.resolve(Set.of("name", "date_planned_start"));
        assertThat(resolved.names()).containsExactly("name", "date_planned_start", "gone");
        assertThat(resolved.renames()).isEqualTo(Map.of("date_planned_start", "date_start"));
        assertThat(list.isPlain()).isFalse();
        assertThat(FieldList.parse("id,name").isPlain()).isTrue();
        assertThat(FieldList.parse(null).plain().names()).isEqualTo(List.of());
        assertThatThrownBy(() -> FieldList.parse("name,b|")).hasMessageContaining("'b|'");
    }

    private static String xml(String value) {
        return "<?xml version='1.0'?><methodResponse><params><param><value>" + value
                + "</value></param></params></methodResponse>";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
