-- Changes and dead letters on their way to Kafka. See docs/kafka.md.

-- One hub at a time publishes: who, and until when it is left to it.
ALTER TABLE change_reader ADD COLUMN holder text, ADD COLUMN leased_until timestamptz;

-- What became of dead letters, in order; a row leaves when Kafka has it.
CREATE TABLE dead_letter_told (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key    text NOT NULL,
    letter jsonb                      -- null when it is none any more
);

CREATE FUNCTION dead_letter_json(o outbox) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('id', o.id, 'flow', o.flow, 'connection', o.connection, 'subject', o.subject, 'cause', o.cause,
        'detail', o.detail, 'remedy', o.remedy, 'attempts', o.attempts, 'created_at', o.created_at, 'dead_at', o.dead_at)
$$;

CREATE FUNCTION dead_letter_tells() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    o outbox := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    IF EXISTS (SELECT FROM change_wanted WHERE topic = 'dead-letters' AND until > now()) THEN
        INSERT INTO dead_letter_told (key, letter) VALUES (o.flow || '/' || o.id,
            CASE WHEN TG_OP <> 'DELETE' AND o.status = 'dead' THEN dead_letter_json(o) END);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER dead_letter_born AFTER INSERT ON outbox FOR EACH ROW WHEN (NEW.status = 'dead') EXECUTE FUNCTION dead_letter_tells();
CREATE TRIGGER dead_letter_turns AFTER UPDATE OF status ON outbox FOR EACH ROW
    WHEN ((NEW.status = 'dead') <> (OLD.status = 'dead')) EXECUTE FUNCTION dead_letter_tells();
CREATE TRIGGER dead_letter_ends AFTER DELETE ON outbox FOR EACH ROW WHEN (OLD.status = 'dead') EXECUTE FUNCTION dead_letter_tells();
