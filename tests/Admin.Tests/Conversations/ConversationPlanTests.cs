using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Filters;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Conversations;

/// <summary>What SQLite makes of the statements of every list: EXPLAIN QUERY PLAN.</summary>
public sealed class ConversationPlanTests
{
    private static readonly string[] Sorts =
        ["", "last_activity_at_asc", "created_at_asc", "created_at_desc", "priority_asc", "priority_desc", "priority_desc_created_at_asc", "waiting_since_asc", "waiting_since_desc"];

    [SqliteFact]
    public async Task Statements_AnyFilterOnAnySort_SeekAnIndex()
    {
        await using var server = await AdminServer.StartAsync();
        var (database, dialect) = (server.Services.GetRequiredService<IDatabase>(), server.Services.GetRequiredService<ISqlDialect>());
        var bad = new List<string>();
        foreach (var query in Queries())
        {
            var sql = new ConversationListing(database, dialect).Sql(query);
            if (query.Text is not null)
            {
                sql.NarrowTo([1, 2]);
            }

            foreach (var (name, statement) in new[] { ("page", sql.Page(25, 0, isOfMany: false)), ("page of many", sql.Page(25, 0, isOfMany: true)), ("count", sql.Counts()) })
            {
                var plan = await PlanAsync(database, statement, sql.Parameters);
                if (plan.Any(step => step.StartsWith("SCAN ", StringComparison.Ordinal) && step is not "SCAN CONSTANT ROW" and not "SCAN counted" && !step.StartsWith("SCAN run", StringComparison.Ordinal))
                    || (name == "page of many" && IsWalked(query) && plan.Count(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)) > (plan.Any(step => step.Contains("UNION ALL", StringComparison.Ordinal)) ? 1 : 0))
                    || (name == "page" && IsInOrder(query) && plan.Any(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal))))
                {
                    bad.Add($"{name} {query} {query.Sort.Sql}: {string.Join(" | ", plan)}");
                }
            }
        }

        Assert.True(bad.Count == 0, string.Join(Environment.NewLine, bad.Take(10)));
    }

    [SqliteTheory]
    [InlineData("SELECT id FROM messages WHERE conversation_id = 1 AND account_id = 1 AND id < 5 ORDER BY id DESC LIMIT 20", "messages_conversation")]
    [InlineData("SELECT COUNT(*) FROM messages WHERE conversation_id = 1 AND created_at >= 5", "messages_time")]
    [InlineData("SELECT MAX(created_at) FROM messages WHERE conversation_id = 1", "messages_time")]
    [InlineData("SELECT COUNT(*) FROM (SELECT 1 FROM messages WHERE conversation_id = 1 AND message_type = 0 AND created_at > 5 LIMIT 10)", "messages_incoming")]
    [InlineData("SELECT id FROM attachments a WHERE a.conversation_id = 1 AND a.account_id = 1 ORDER BY a.id DESC LIMIT 100", "attachments_conversation")]
    [InlineData("SELECT id FROM conversations WHERE status = 3 AND snoozed_until <= 5 ORDER BY snoozed_until LIMIT 100", "conversations_snoozed")]
    [InlineData("SELECT MIN(inbox_id) FROM conversations WHERE awaits_assignee_since IS NOT NULL AND inbox_id > 5", "conversations_awaiting")]
    [InlineData("SELECT id FROM conversations WHERE inbox_id = 1 AND awaits_assignee_since IS NOT NULL ORDER BY awaits_assignee_since, id LIMIT 1", "conversations_awaiting")]
    [InlineData("SELECT id FROM conversations WHERE contact_id = 1 AND account_id = 1 ORDER BY last_activity_at DESC, id DESC LIMIT 20", "conversations_contact")]
    [InlineData("SELECT id FROM conversations WHERE account_id = 1 AND contact_inbox_id = 1 ORDER BY id DESC LIMIT 1", "conversations_contact_inbox")]
    public async Task Statement_OfOneConversation_SeeksItsIndex(string statement, string index)
    {
        await using var server = await AdminServer.StartAsync();

        var plan = await PlanAsync(server.Services.GetRequiredService<IDatabase>(), statement, new DynamicParameters());

        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    /// <summary>Without its sign (<see cref="IDatabase"/>) each of these reads all rows of the account, for a page of them.</summary>
    [SqliteTheory]
    [InlineData("SELECT * FROM conversations WHERE +account_id = 1 AND id IN (@ids)", "INTEGER PRIMARY KEY")]
    [InlineData("SELECT * FROM contacts WHERE +account_id = 1 AND id IN (@ids)", "INTEGER PRIMARY KEY")]
    [InlineData("SELECT * FROM messages WHERE +account_id = 1 AND id IN (@ids)", "INTEGER PRIMARY KEY")]
    [InlineData("SELECT * FROM contact_inboxes WHERE +account_id = 1 AND id IN (@ids)", "INTEGER PRIMARY KEY")]
    [InlineData("SELECT title FROM conversation_labels WHERE conversation_id IN (@ids) AND +account_id = 1 ORDER BY id", "conversation_id=?")]
    [InlineData("SELECT * FROM attachments a WHERE a.message_id IN (@ids) AND +a.account_id = 1", "attachments_message")]
    public async Task Statement_OfRowsById_ReadsThoseOnly(string statement, string index)
    {
        await using var server = await AdminServer.StartAsync();
        var ids = string.Join(',', Enumerable.Range(1, 50));

        var plan = await PlanAsync(
            server.Services.GetRequiredService<IDatabase>(), statement.Replace("@ids", ids, StringComparison.Ordinal), new DynamicParameters());

        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
    }

    [SqliteFact]
    public async Task Counts_NarrowedByStatusInboxTeamAlone_AreNotCounted()
    {
        await using var server = await AdminServer.StartAsync();
        var (database, dialect) = (server.Services.GetRequiredService<IDatabase>(), server.Services.GetRequiredService<ISqlDialect>());
        foreach (var query in Queries().Where(query => query is { SourceId: null, Text: null, ChangedSince: null, Labels: [], Kind: ConversationKind.All } && query.Filter?.Fields.Contains("priority") is not true))
        {
            var sql = new ConversationListing(database, dialect).Sql(query);

            var plan = await PlanAsync(database, sql.Counts(), sql.Parameters);

            Assert.All(
                plan.Where(step => step.StartsWith("SEARCH", StringComparison.Ordinal) || step.StartsWith("SCAN", StringComparison.Ordinal)),
                step => Assert.True(step.StartsWith("SEARCH conversation_counts USING INDEX", StringComparison.Ordinal) || step is "SCAN CONSTANT ROW", step));
        }
    }

    /// <summary>Lists that are read in order from an index that holds everything they are narrowed by.</summary>
    private static bool IsInOrder(ConversationQuery query)
        => query is { InboxIds: null, TeamId: null, Status: not null, SourceId: null, Text: null, ChangedSince: null, Labels: [], Filter: null, Kind: ConversationKind.All }
            && query.Assignee is not AssigneeChoice.Mine
            && !query.Sort.Sql.Contains("ASC NULLS LAST", StringComparison.Ordinal)
            && !query.Sort.Sql.Contains("priority DESC NULLS LAST, conversations.created_at", StringComparison.Ordinal);

    /// <summary>Lists that are gone through in order where they are long. What several runs make up is sorted at the end, a page of each.</summary>
    private static bool IsWalked(ConversationQuery query)
        => query is { SourceId: null, Text: null, ChangedSince: null, Kind: ConversationKind.All or ConversationKind.Unattended, InboxIds: null or { Count: 2 } };

    private static IEnumerable<ConversationQuery> Queries()
        => from sort in Sorts
           from status in new long?[] { null, ConversationStatus.Open }
           from assignee in Enum.GetValues<AssigneeChoice>()
           from inboxes in new IReadOnlyList<long>?[] { null, [], [1], [1, 2] }
           from narrowing in new Func<ConversationQuery, ConversationQuery>[]
           {
               query => query,
               query => query with { TeamId = 1 },
               query => query with { Labels = ["a", "b"] },
               query => query with { Filter = new FilterCondition("conversations.priority IN (@filter0_values)", new Dictionary<string, object>(StringComparer.Ordinal) { ["filter0_values"] = 1L }, new HashSet<string>(["priority"], StringComparer.Ordinal)) },
               query => query with { Filter = new FilterCondition("conversations.team_id IS NULL", new Dictionary<string, object>(StringComparer.Ordinal), new HashSet<string>(["team_id"], StringComparer.Ordinal)) },
               query => query with { SourceId = "s" },
               query => query with { Text = "abc" },
               query => query with { Text = "ab" },
               query => query with { ChangedSince = 5 },
               query => query with { Kind = ConversationKind.Mentioned },
               query => query with { Kind = ConversationKind.Participating },
               query => query with { Kind = ConversationKind.Unattended },
           }
           select narrowing(new ConversationQuery
           {
               AccountId = 1,
               UserId = 1,
               InboxIds = inboxes,
               Status = status,
               Assignee = assignee,
               Sort = ConversationSort.Parse(sort),
           });

    private static Task<List<string>> PlanAsync(IDatabase database, string sql, DynamicParameters parameters)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<PlanStep>("EXPLAIN QUERY PLAN " + sql, parameters)).Select(step => step.Detail).ToList(), CancellationToken.None);

    private sealed record PlanStep
    {
        public required string Detail { get; init; }
    }
}
