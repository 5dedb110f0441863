using OneLink.Analytics.Client;
using OneLink.Analytics.Schema;

namespace OneLink.Analytics.Tests.Client;

public sealed class ClusterStatementsTests
{
    private static readonly ClusterStatements Rule = new("main", "one'link");

    [Fact]
    public void Of_Table_IsAPartOnEachHostAndATableOverAll()
        => Assert.Equal(
            [
                """
                CREATE TABLE IF NOT EXISTS links_local ON CLUSTER `main`
                (n UInt64, t Array(LowCardinality(String)))
                ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', n)
                ORDER BY (n)
                SETTINGS replicated_deduplication_window = 1000, replicated_deduplication_window_seconds = 604800, index_granularity = 256
                """,
                """
                CREATE TABLE IF NOT EXISTS links ON CLUSTER `main` AS links_local
                ENGINE = Distributed('main', 'one\'link', 'links_local', sipHash64(link_id))
                """,
            ],
            Rule.Of("""
                -- A comment; with a semicolon.
                -- Another one.
                CREATE TABLE IF NOT EXISTS links
                (n UInt64, t Array(LowCardinality(String)))
                ENGINE = ReplacingMergeTree(n)
                ORDER BY (n)
                SETTINGS non_replicated_deduplication_window = 1000, index_granularity = 256
                """));

    [Theory]
    [InlineData("CREATE DATABASE IF NOT EXISTS {database:Identifier}", "CREATE DATABASE IF NOT EXISTS {database:Identifier} ON CLUSTER `main`")]
    [InlineData(
        "CREATE MATERIALIZED VIEW IF NOT EXISTS v TO recent_clicks AS\nSELECT a FROM (SELECT a FROM clicks)\nGROUP BY a",
        "CREATE MATERIALIZED VIEW IF NOT EXISTS v ON CLUSTER `main` TO recent_clicks_local AS\nSELECT a FROM (SELECT a FROM clicks_local)\nGROUP BY a")]
    [InlineData(
        "CREATE OR REPLACE VIEW v AS\nSELECT * FROM clicks AS c\nLEFT JOIN (SELECT a, b FROM links FINAL) AS l ON a = b",
        "CREATE OR REPLACE VIEW v ON CLUSTER `main` AS\nSELECT * FROM clicks AS c\nLEFT JOIN (SELECT a, b FROM links_local FINAL) AS l ON a = b")]
    [InlineData("DROP VIEW IF EXISTS v", "DROP VIEW IF EXISTS v ON CLUSTER `main` SYNC")]
    [InlineData("TRUNCATE TABLE links", "TRUNCATE TABLE IF EXISTS links_local ON CLUSTER `main`")]
    [InlineData("TRUNCATE TABLE IF EXISTS links", "TRUNCATE TABLE IF EXISTS links_local ON CLUSTER `main`")]
    [InlineData("ALTER TABLE links\n    MODIFY SETTING a = 1, b = 2", "ALTER TABLE links_local ON CLUSTER `main` MODIFY SETTING a = 1, b = 2")]
    [InlineData("ALTER TABLE links ADD INDEX IF NOT EXISTS i x TYPE minmax", "ALTER TABLE links_local ON CLUSTER `main` ADD INDEX IF NOT EXISTS i x TYPE minmax")]
    [InlineData(
        "ALTER TABLE links ADD COLUMN IF NOT EXISTS x UInt8",
        "ALTER TABLE links_local ON CLUSTER `main` ADD COLUMN IF NOT EXISTS x UInt8|ALTER TABLE links ON CLUSTER `main` ADD COLUMN IF NOT EXISTS x UInt8")]
    [InlineData("DELETE FROM clicks\nWHERE a = {a:UInt8}", "DELETE FROM clicks_local ON CLUSTER `main` WHERE a = {a:UInt8}")]
    [InlineData("INSERT INTO links SELECT * FROM links FINAL", "INSERT INTO links SELECT * FROM links FINAL")]
    [InlineData("SELECT 1", "SELECT 1")]
    public void Of_Statement_GoesToTheParts(string statement, string expected) => Assert.Equal(expected.Split('|'), Rule.Of(statement));

    /// <summary>A guess would be wrong on every shard at once.</summary>
    [Theory]
    [InlineData("OPTIMIZE TABLE links FINAL")]
    [InlineData("ALTER TABLE links DROP COLUMN x")]
    [InlineData("DELETE FROM nowhere WHERE 1")]
    [InlineData("CREATE TABLE IF NOT EXISTS nowhere (n UInt8) ENGINE = MergeTree ORDER BY n")]
    [InlineData("CREATE TABLE links (n UInt8) ENGINE = MergeTree ORDER BY n")]
    [InlineData("BACKUP DATABASE x TO File('y')")]
    public void Of_StatementWithoutARule_IsRefused(string statement)
    {
        var failure = Assert.Throws<ClickHouseException>(() => Rule.Of(statement));

        Assert.Equal(("NO_RULE_ON_CLUSTER", ClickHouseFailure.Rejected), (failure.Name, failure.Failure));
    }

    [Fact]
    public void Of_EveryStatementOfTheSchema_HasARule()
        => Assert.All(MigrationSet.Embedded.SelectMany(migration => migration.Statements), statement => Assert.NotEmpty(Rule.Of(statement)));

    [Theory]
    [InlineData("", null)]
    [InlineData("main-1.a_b", "main-1.a_b")]
    public void ParseCluster_Name_IsTaken(string text, string? expected) => Assert.Equal(expected, ClickHouseOptions.ParseCluster(text));

    [Fact]
    public void ParseCluster_OtherCharacters_AreRefused()
        => Assert.Contains("a`b", Assert.Throws<FormatException>(() => ClickHouseOptions.ParseCluster("a`b")).Message, StringComparison.Ordinal);
}
