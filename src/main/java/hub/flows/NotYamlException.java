package hub.flows;

/** A file that cannot even be read as a list of YAML entries. */
final class NotYamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    NotYamlException(Finding finding) {
        super(finding.toString(), null, false, false);
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
