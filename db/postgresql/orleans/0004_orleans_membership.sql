-- What silos (the processes of an Orleans cluster) know of one another, for Microsoft.Orleans.Clustering.AdoNet.
--
-- Orleans has no statement of its own but one: it reads the others from orleansquery. What it relies on is the name of
-- that table, its columns and keys, and in each text the names of the parameters (@...) and of the columns that come
-- back (AS ...), in whatever case. The tables behind them are ours. All names are found by the search_path of the
-- connection, so any schema will do.
--
-- Silos run these texts at the same time. A change of the membership is one statement on condition of the version of
-- the cluster that its silo saw: who comes second finds another version, and has changed nothing. Rows that exist are
-- locked in this order: silos, then their cluster.
--
-- Times are of the type in which Orleans reads and writes them.

CREATE TABLE orleansquery (
    querykey  text COLLATE "C" NOT NULL PRIMARY KEY,
    querytext text COLLATE "C" NOT NULL
);

COMMENT ON TABLE orleansquery IS
    'The statements that Orleans uses; it reads them when a silo starts. Its name and columns are those that Orleans looks for.';

CREATE TABLE silo_clusters (
    cluster_id text           COLLATE "C" NOT NULL PRIMARY KEY,
    version    integer        NOT NULL DEFAULT 0,
    changed    timestamptz(3) NOT NULL DEFAULT now()
);

COMMENT ON TABLE silo_clusters IS 'Clusters of silos.';
COMMENT ON COLUMN silo_clusters.version IS 'Grows by one with every silo that comes and every change of a status.';

CREATE TABLE silos (
    cluster_id    text           COLLATE "C" NOT NULL REFERENCES silo_clusters (cluster_id),
    address       text           COLLATE "C" NOT NULL,
    port          integer        NOT NULL,
    generation    integer        NOT NULL,
    silo_name     text           COLLATE "C" NOT NULL,
    host_name     text           COLLATE "C" NOT NULL,
    status        integer        NOT NULL,
    gateway_port  integer,
    suspect_times text           COLLATE "C",
    started       timestamptz(3) NOT NULL,
    last_alive    timestamptz(3) NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
) WITH (fillfactor = 50); -- Each silo writes its row every half minute.

COMMENT ON TABLE silos IS
    'Silos that are or were, by the address at which the others reach them. One that starts again has another generation.';
COMMENT ON COLUMN silos.status IS '1 created, 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead.';
COMMENT ON COLUMN silos.gateway_port IS 'Where clients are taken; 0 where they are not.';
COMMENT ON COLUMN silos.suspect_times IS 'Who found it silent, and when: address,time|address,time.';
COMMENT ON COLUMN silos.last_alive IS 'When it last said so, by its own clock. What it is asked by the others is not written down.';

INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', '
WITH added AS (
    INSERT INTO silo_clusters (cluster_id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING cluster_id)
SELECT EXISTS (SELECT FROM added)'),

-- A silo that is there already is not added, and then the version stays.
('InsertMembershipKey', '
WITH present AS (
    UPDATE silo_clusters SET version = version + 1, changed = now()
    WHERE cluster_id = @DeploymentId AND version = @Version AND NOT EXISTS (
        SELECT FROM silos
        WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING cluster_id),
added AS (
    INSERT INTO silos (
        cluster_id, address, port, generation, silo_name, host_name, status, gateway_port, started, last_alive)
    SELECT cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM present
    RETURNING cluster_id)
SELECT EXISTS (SELECT FROM added)'),

('UpdateMembershipKey', '
WITH silo AS (
    SELECT cluster_id FROM silos
    WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
    FOR NO KEY UPDATE),
present AS (
    UPDATE silo_clusters SET version = version + 1, changed = now()
    WHERE cluster_id = (SELECT cluster_id FROM silo) AND version = @Version
    RETURNING cluster_id),
updated AS (
    UPDATE silos SET status = @Status, suspect_times = @SuspectTimes, last_alive = @IAmAliveTime
    FROM present
    WHERE silos.cluster_id = present.cluster_id AND address = @Address AND port = @Port AND generation = @Generation
    RETURNING present.cluster_id)
SELECT EXISTS (SELECT FROM updated)'),

('UpdateIAmAlivetimeKey', '
UPDATE silos SET last_alive = @IAmAliveTime
WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation'),

-- A cluster comes back even if the silo does not exist, for its version.
('MembershipReadRowKey', '
SELECT
    c.cluster_id AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation,
    s.silo_name AS SiloName, s.host_name AS HostName, s.status AS Status, s.gateway_port AS ProxyPort,
    s.suspect_times AS SuspectTimes, s.started AS StartTime, s.last_alive AS IAmAliveTime, c.version AS Version
FROM silo_clusters AS c
LEFT JOIN silos AS s
    ON s.cluster_id = c.cluster_id AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
WHERE c.cluster_id = @DeploymentId'),

('MembershipReadAllKey', '
SELECT
    c.cluster_id AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation,
    s.silo_name AS SiloName, s.host_name AS HostName, s.status AS Status, s.gateway_port AS ProxyPort,
    s.suspect_times AS SuspectTimes, s.started AS StartTime, s.last_alive AS IAmAliveTime, c.version AS Version
FROM silo_clusters AS c
LEFT JOIN silos AS s ON s.cluster_id = c.cluster_id
WHERE c.cluster_id = @DeploymentId'),

('GatewaysQueryKey', '
SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation
FROM silos
WHERE cluster_id = @DeploymentId AND status = @Status AND gateway_port > 0'),

('DeleteMembershipTableEntriesKey', '
DELETE FROM silos WHERE cluster_id = @DeploymentId;
DELETE FROM silo_clusters WHERE cluster_id = @DeploymentId'),

-- Besides the dead those that never came to be active, and that nobody declared dead. What somebody else is at, among
-- them silos with the same errand, is left for the next time.
('CleanupDefunctSiloEntriesKey', '
DELETE FROM silos USING (
    SELECT address, port, generation FROM silos
    WHERE cluster_id = @DeploymentId AND last_alive < @IAmAliveTime AND status <> 3
    FOR UPDATE SKIP LOCKED) AS gone
WHERE silos.cluster_id = @DeploymentId AND silos.address = gone.address AND silos.port = gone.port
    AND silos.generation = gone.generation');
