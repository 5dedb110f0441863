using System.Text.RegularExpressions;

namespace OneLink.Analytics.Client;

/// <summary>
/// Makes of a statement for one server what a cluster needs for the same. Of each table every host keeps a part, NAME_local,
/// replicated within its shard; NAME is a Distributed table over all parts, which everybody asks and inserts into. So
/// queries and inserts stay as they are, and what changes tables is turned to the parts of all hosts. A statement of a form
/// that has no rule here is refused, not guessed. Why it is done so: docs/decisions/0017-clickhouse-cluster.md.
/// </summary>
/// <param name="cluster">Name of the cluster in the servers' configuration.</param>
/// <param name="database">In which the tables are, on every host.</param>
public sealed partial class ClusterStatements(string cluster, string database)
{
    /// <summary>Longest time for which a batch may come again: of all tables that one insert fills, as tokens are looked for in each.</summary>
    private const int DeduplicationSeconds = 7 * 24 * 3600;

    /// <summary>
    /// A link's rows are on one shard, so that its questions meet there with what is known of it. Clicks of no link are
    /// spread by themselves. A conversion is known before its link and must replace itself; totals of accounts are one row
    /// for each shard that has clicks of them; days that were added up have the number 0 for all links of an account.
    /// </summary>
    private static readonly Dictionary<string, string> ShardedBy = new(StringComparer.Ordinal)
    {
        ["clicks"] = "if(link_id = 0, sipHash64(click_id), sipHash64(link_id))",
        ["clicks_by_quarter_hour"] = "sipHash64(link_id)",
        ["recent_clicks"] = "sipHash64(link_id)",
        ["openable_clicks"] = "sipHash64(link_id)",
        ["links"] = "sipHash64(link_id)",
        ["conversions"] = "sipHash64(conversion_id)",
        ["account_clicks_by_quarter_hour"] = "sipHash64(account_id)",
        ["account_clicks_by_value"] = "sipHash64(account_id)",
        ["kept_clicks"] = "sipHash64(account_id)",
        ["busy_days"] = "sipHash64(account_id, link_id)",
        ["busy_day_values"] = "sipHash64(account_id, link_id)",
        ["schema_migrations"] = "sipHash64(version)",
    };

    /// <summary>Statements are our own and short; this is for whatever else comes.</summary>
    private const int LongestMatchMilliseconds = 5_000;

    private readonly string _onCluster = $"ON CLUSTER `{cluster}`";

    /// <summary>What every request says on a cluster.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // An insert's answer means that the shards have the rows, and not that one host will see to it.
        ["distributed_foreground_insert"] = "1",

        // A subquery over all shards is asked once, and each shard gets what came out.
        ["distributed_product_mode"] = "global",

        // INSERT … SELECT with a grouping would otherwise be run shard by shard, each grouping its own.
        ["parallel_distributed_insert_select"] = "0",
    };

    /// <summary>Each host's part of a table.</summary>
    public static string Local(string table) => table + "_local";

    /// <summary>The statements to run in place of one, in this order; each may be run twice if that one may.</summary>
    /// <exception cref="ClickHouseException">There is no rule for the statement.</exception>
    public IReadOnlyList<string> Of(string statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var text = LeadingComments().Replace(statement, "").Trim();
        return text.StartsWith("INSERT ", StringComparison.Ordinal) || text.StartsWith("SELECT ", StringComparison.Ordinal) || text.StartsWith("WITH ", StringComparison.Ordinal)
            ? [statement]
            : Changed(text) ?? throw Refused(text);
    }

    private List<string>? Changed(string text)
    {
        if (Table().Match(text) is { Success: true } table)
        {
            return OfTable(table);
        }

        if (MaterializedView().Match(text) is { Success: true } view)
        {
            return [$"CREATE MATERIALIZED VIEW IF NOT EXISTS {Name(view)} {_onCluster} TO {Local(Known(view.Groups["to"].Value))} AS{AnyFrom().Replace(view.Groups["rest"].Value, OfPart)}"];
        }

        if (View().Match(text) is { Success: true } seen)
        {
            // The first table is asked on all shards, those that are joined to it where its rows are.
            return [$"CREATE OR REPLACE VIEW {Name(seen)} {_onCluster} AS{JoinedFrom().Replace(seen.Groups["rest"].Value, OfPart)}"];
        }

        if (Alter().Match(text) is { Success: true } alter)
        {
            var change = alter.Groups["rest"].Value;
            string[] tables = change.StartsWith("ADD COLUMN ", StringComparison.Ordinal) ? [Local(Known(Name(alter))), Name(alter)] : [Local(Known(Name(alter)))];
            return [.. tables.Select(name => $"ALTER TABLE {name} {_onCluster} {change}")];
        }

        return Delete().Match(text) is { Success: true } delete ? [$"DELETE FROM {Local(Known(Name(delete)))} {_onCluster} {delete.Groups["rest"].Value}"]
            : Truncate().Match(text) is { Success: true } truncate ? [$"TRUNCATE TABLE IF EXISTS {Local(Known(Name(truncate)))} {_onCluster}"]
            : DropView().Match(text) is { Success: true } drop ? [$"DROP VIEW IF EXISTS {Name(drop)} {_onCluster} SYNC"]
            : Database().Match(text) is { Success: true } ? [$"{text} {_onCluster}"]
            : null;
    }

    private List<string> OfTable(Match table)
    {
        var name = Known(Name(table));
        var arguments = table.Groups["arguments"] is { Success: true, Value.Length: > 0 } some ? ", " + some.Value : "";
        var rest = DeduplicationWindow().Replace(
            table.Groups["rest"].Value,
            FormattableString.Invariant($"replicated_deduplication_window = ${{window}}, replicated_deduplication_window_seconds = {DeduplicationSeconds}"));
        return
        [
            $"CREATE TABLE IF NOT EXISTS {Local(name)} {_onCluster}\n({table.Groups["columns"].Value})\n"
            + $"ENGINE = Replicated{table.Groups["engine"].Value}('/clickhouse/tables/{{shard}}/{{database}}/{{table}}', '{{replica}}'{arguments}){rest}",
            $"CREATE TABLE IF NOT EXISTS {name} {_onCluster} AS {Local(name)}\nENGINE = Distributed('{cluster}', '{Escaped(database)}', '{Local(name)}', {ShardedBy[name]})",
        ];
    }

    private static string Name(Match match) => match.Groups["name"].Value;

    private static string Known(string table) => ShardedBy.ContainsKey(table)
        ? table
        : throw Refused($"of the table {table}, whose shards are not decided (ClusterStatements)");

    private static string OfPart(Match from) => from.Groups["before"].Value + Local(Known(Name(from)));

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);

    private static ClickHouseException Refused(string text) => new(
        ClickHouseException.NoAnswer,
        "NO_RULE_ON_CLUSTER",
        ClickHouseFailure.Rejected,
        $"There is no rule for a cluster (ONELINK_CLICKHOUSE_CLUSTER) for the statement {(text.Length > 80 ? text[..80] + "…" : text)}");

    [GeneratedRegex(@"\A(\s*--[^\n]*\n)+", RegexOptions.ExplicitCapture, LongestMatchMilliseconds)]
    private static partial Regex LeadingComments();

    [GeneratedRegex(@"\ACREATE DATABASE IF NOT EXISTS \S+\z", RegexOptions.ExplicitCapture, LongestMatchMilliseconds)]
    private static partial Regex Database();

    [GeneratedRegex(@"\ACREATE TABLE IF NOT EXISTS (?<name>\w+)\s*\((?<columns>.*)\)\s*ENGINE = (?<engine>\w*MergeTree)(\((?<arguments>[^)]*)\))?(?<rest>\s.*)\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, LongestMatchMilliseconds)]
    private static partial Regex Table();

    [GeneratedRegex(@"\ACREATE MATERIALIZED VIEW IF NOT EXISTS (?<name>\w+) TO (?<to>\w+) AS(?<rest>\s.*)\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, LongestMatchMilliseconds)]
    private static partial Regex MaterializedView();

    [GeneratedRegex(@"\ACREATE OR REPLACE VIEW (?<name>\w+) AS(?<rest>\s.*)\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, LongestMatchMilliseconds)]
    private static partial Regex View();

    [GeneratedRegex(@"\AALTER TABLE (?<name>\w+)\s+(?<rest>(ADD COLUMN|ADD INDEX|MATERIALIZE INDEX|MODIFY SETTING) .*)\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, LongestMatchMilliseconds)]
    private static partial Regex Alter();

    [GeneratedRegex(@"\ADELETE FROM (?<name>\w+)\s+(?<rest>WHERE\s.*)\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, LongestMatchMilliseconds)]
    private static partial Regex Delete();

    [GeneratedRegex(@"\ATRUNCATE TABLE (IF EXISTS )?(?<name>\w+)\z", RegexOptions.ExplicitCapture, LongestMatchMilliseconds)]
    private static partial Regex Truncate();

    [GeneratedRegex(@"\ADROP VIEW IF EXISTS (?<name>\w+)\z", RegexOptions.ExplicitCapture, LongestMatchMilliseconds)]
    private static partial Regex DropView();

    [GeneratedRegex(@"(?<before>\bFROM\s+)(?<name>\w+)", RegexOptions.ExplicitCapture, LongestMatchMilliseconds)]
    private static partial Regex AnyFrom();

    [GeneratedRegex(@"(?<before>\bJOIN\s+\(SELECT\s[^()]*\sFROM\s+)(?<name>\w+)", RegexOptions.ExplicitCapture, LongestMatchMilliseconds)]
    private static partial Regex JoinedFrom();

    [GeneratedRegex(@"\bnon_replicated_deduplication_window = (?<window>\d+)", RegexOptions.ExplicitCapture, LongestMatchMilliseconds)]
    private static partial Regex DeduplicationWindow();
}
