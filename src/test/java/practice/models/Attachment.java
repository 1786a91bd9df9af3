package practice.models;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;

/** ir.attachment: files as base64 in {@code datas}; its size, checksum and type follow from them. */
final class Attachment extends Model {
    private static final Map<String, String> TYPES = Map.of(
            "png",
            "image/png",
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "gif",
            "image/gif",
            "svg",
            "image/svg+xml",
            "webp",
            "image/webp",
            "pdf",
            "application/pdf",
            "txt",
            "text/plain",
            "html",
            "text/html");

    Attachment(Version version) {
        super(version, "ir.attachment", "Attachment");
        group(version.pick("Role / User", "User types / Internal User"));
        chars("name", "Name").required();
        add("datas", FieldType.BINARY, version.pick("File Content (base64)", "File Content (base64)"))
                .related();
        chars("mimetype", "Mime Type").readonly();
        integer("file_size", "File Size").readonly();
        chars("checksum", "Checksum/SHA1").readonly();
        chars("res_model", "Resource Model");
        add("res_id", FieldType.MANY2ONE_REFERENCE, "Resource ID");
        chars("res_field", "Resource Field");
        chars("res_name", "Resource Name").computed((env, row) -> resource(env, row));
        choice("type", "Type", "url", "URL", "binary", "File").required();
        chars("url", "Url");
        flag("public", "Is public document");
        add("description", FieldType.TEXT, "Description");
        chars("access_token", "Access Token");
        chars("image_src", "Image Src").computed((env, row) -> source(row));
        one("company_id", "Company", "res.company");
        order("id desc");
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        return Map.of("type", "binary", "company_id", 1);
    }

    @Override
    public void compute(Env env, Row row, Row before) {
        byte[] bytes = get(row, "datas") instanceof String text
                ? Base64.getMimeDecoder().decode(text)
                : new byte[0];
        set(row, "file_size", bytes.length);
        set(row, "checksum", bytes.length == 0 ? null : sha1(bytes));
        if (get(row, "mimetype") == null) {
            set(row, "mimetype", guess(String.valueOf(get(row, "name"))));
        }
    }

    private static String guess(String name) {
        return TYPES.getOrDefault(name.replaceFirst(".*\\.", "").toLowerCase(), "application/octet-stream");
    }

    private Object source(Row row) {
        Object checksum = get(row, "checksum");
        return checksum == null || !String.valueOf(get(row, "mimetype")).startsWith("image/")
                ? null
                : "/web/image/" + row.id() + "-" + checksum.toString().substring(0, 8) + "/"
                        + get(row, "name").toString().replace(" ", "%20");
    }

    private Object resource(Env env, Row row) {
        return get(row, "res_model") instanceof String model
                        && get(row, "res_id") instanceof Integer id
                        && env.row(model, id) != null
                ? env.displayName(model, id)
                : null;
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
