-- Large trees lie in pieces beside sample_versions, so that one node is cut out of a piece or two: a text is packed and unpacked as a whole.
-- A version without pieces is small, or was saved before there were any; its nodes are cut out of node_tree.

CREATE TABLE tree_pieces (
    sample_id uuid    NOT NULL,
    version   integer NOT NULL,
    piece     integer NOT NULL,
    bytes     bytea   NOT NULL,
    PRIMARY KEY (sample_id, version, piece),
    FOREIGN KEY (sample_id, version) REFERENCES sample_versions (sample_id, version)
);

COMMENT ON TABLE tree_pieces IS 'The bytes of trees of more than 65536 bytes, in pieces of 16384 bytes, counted from 0. A row never changes.';

CREATE FUNCTION keep_tree_pieces() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    tree bytea := convert_to(NEW.node_tree, 'UTF8');
BEGIN
    INSERT INTO tree_pieces (sample_id, version, piece, bytes)
    SELECT NEW.sample_id, NEW.version, i, substring(tree FROM i * 16384 + 1 FOR 16384) FROM generate_series(0, (length(tree) - 1) / 16384) AS i;
    RETURN NULL;
END
$$;

CREATE TRIGGER sample_versions_in_pieces AFTER INSERT ON sample_versions
    FOR EACH ROW WHEN (octet_length(NEW.node_tree) > 65536) EXECUTE FUNCTION keep_tree_pieces();

COMMENT ON TRIGGER sample_versions_in_pieces ON sample_versions IS 'Whoever saves the version: a process of the version before, or an import.';
