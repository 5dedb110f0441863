using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Conversations;

/// <summary>The counts and values that triggers keep (migrations 0058, 0059 and 0063).</summary>
public sealed class KeptCountTests
{
    private const string Account = "(SELECT MIN(id) FROM accounts)";

    private const string Setting = $"""
        INSERT INTO users (email, name, password_hash, pubsub_token, created_at, updated_at) VALUES ('a@kept', '', '', 'a', 0, 0), ('b@kept', '', '', 'b', 0, 0);
        INSERT INTO teams (account_id, name, created_at, updated_at) VALUES ({Account}, 'kept', 0, 0), ({Account}, 'kept too', 0, 0);
        INSERT INTO inboxes (account_id, name, channel, identifier, hmac_secret, webhook_secret, created_at, updated_at)
          VALUES ({Account}, 'kept', 'api', 'kept', '', '', 0, 0), ({Account}, 'kept too', 'api', 'kept too', '', '', 0, 0);
        INSERT INTO contacts (account_id, uuid, created_at, updated_at) VALUES ({Account}, 'kept', 0, 0);
        """;

    /// <summary>What is kept beside what it is kept of.</summary>
    private static readonly (string Kept, string Counted)[] Pairs =
    [
        (
            "SELECT account_id, inbox_id, status, team_id, assignee_id, priority, count FROM conversation_counts",
            """
            SELECT account_id, inbox_id, status, COALESCE(team_id, 0), COALESCE(assignee_id, 0), COALESCE(priority, -1), COUNT(*) FROM conversations
            GROUP BY account_id, inbox_id, status, COALESCE(team_id, 0), COALESCE(assignee_id, 0), COALESCE(priority, -1)
            """
        ),
        (
            "SELECT account_id, title, inbox_id, status, team_id, assignee_id, priority, count FROM conversation_label_counts",
            """
            SELECT c.account_id, l.title, c.inbox_id, c.status, COALESCE(c.team_id, 0), COALESCE(c.assignee_id, 0), COALESCE(c.priority, -1), COUNT(*)
            FROM conversation_labels l JOIN conversations c ON c.id = l.conversation_id
            GROUP BY c.account_id, l.title, c.inbox_id, c.status, COALESCE(c.team_id, 0), COALESCE(c.assignee_id, 0), COALESCE(c.priority, -1)
            """
        ),
        (
            "SELECT account_id, title, count FROM contact_counts",
            """
            SELECT account_id, '', COUNT(*) FROM contacts WHERE is_resolved = 1 GROUP BY account_id
            UNION ALL
            SELECT c.account_id, l.title, COUNT(*) FROM contact_labels l JOIN contacts c ON c.id = l.contact_id WHERE c.is_resolved = 1 GROUP BY c.account_id, l.title
            """
        ),
        ("SELECT account_id, field, text_value, contact_id, number_value FROM contact_values", "SELECT account_id, field, text_value, contact_id, number_value FROM contact_value_rows"),
        (
            "SELECT account_id, field, text_value, conversation_id, number_value FROM conversation_values",
            "SELECT account_id, field, text_value, conversation_id, number_value FROM conversation_value_rows"
        ),
    ];

    /// <summary>Each with what a number picks.</summary>
    private static readonly string[] Changes =
    [
        $$"""
        INSERT INTO conversations (account_id, inbox_id, contact_id, display_id, uuid, status, team_id, assignee_id, priority, additional_attributes, last_activity_at, created_at, updated_at)
        SELECT {{Account}}, (SELECT MIN(id) FROM inboxes WHERE name LIKE 'kept%') + @n % 2, (SELECT MAX(id) FROM contacts), 1 + COALESCE(MAX(display_id), 0), @uuid, @n % 4,
               (SELECT id FROM teams WHERE name LIKE 'kept%' AND @n % 3 = 0 LIMIT 1), (SELECT id FROM users WHERE email LIKE '%@kept' AND @n % 5 < 2 LIMIT 1), NULLIF(@n % 5, 4),
               '{"referer":"Page ' || @n || '","browser":"x"}', 0, 0, 0
        FROM conversations
        """,
        $$"""
        INSERT INTO contacts (account_id, uuid, is_resolved, city, custom_attributes, created_at, updated_at)
        VALUES ({{Account}}, @uuid, @n % 2, NULLIF('City ' || (@n % 3), 'City 0'), '{"plan":"Plan ' || (@n % 2) || '","seats":' || @n || ',"none":null}', 0, 0)
        """,
        "INSERT INTO conversation_labels (account_id, conversation_id, title) SELECT account_id, id, 'l' || (@n % 2) FROM conversations WHERE id % 3 = @n % 3 ON CONFLICT DO NOTHING",
        "DELETE FROM conversation_labels WHERE conversation_id % 2 = @n % 2",
        "INSERT INTO contact_labels (account_id, contact_id, title) SELECT account_id, id, 'l' || (@n % 2) FROM contacts WHERE id % 3 = @n % 3 ON CONFLICT DO NOTHING",
        "DELETE FROM contact_labels WHERE contact_id % 2 = @n % 2",
        "UPDATE contact_labels SET contact_id = (SELECT MAX(id) FROM contacts) WHERE contact_id = (SELECT MIN(contact_id) FROM contact_labels) AND title NOT IN (SELECT title FROM contact_labels WHERE contact_id = (SELECT MAX(id) FROM contacts))",
        "UPDATE contacts SET is_resolved = @n % 2, blocked = CASE @n % 3 WHEN 0 THEN 1 ELSE 0 END, custom_attributes = '{\"seats\":' || @n || '}' WHERE id % 3 = @n % 3",
        "UPDATE conversations SET priority = NULLIF(@n % 5, 4), custom_attributes = '{\"plan\":' || CASE @n % 2 WHEN 0 THEN 1 ELSE 0 END || '}' WHERE id % 3 = @n % 3",
        "DELETE FROM contacts WHERE uuid <> 'kept' AND id % 7 = @n % 7",
        "UPDATE conversations SET status = @n % 4 WHERE id % 3 = @n % 3",
        "UPDATE conversations SET assignee_id = (SELECT MAX(id) FROM users WHERE email LIKE '%@kept' AND @n % 2 = 0) WHERE id % 2 = @n % 2",
        "UPDATE conversations SET team_id = (SELECT MAX(id) FROM teams WHERE @n % 2 = 0) WHERE id % 2 = @n % 2",
        "UPDATE conversations SET updated_at = @n",
        "DELETE FROM conversations WHERE id % 7 = @n % 7",
    ];

    [Fact]
    public async Task Counts_AnyChanges_AreThoseOfTheRows()
    {
        await using var server = await AdminServer.StartAsync();
        var database = server.Services.GetRequiredService<IDatabase>();
        await database.WriteAsync(scope => scope.ExecuteAsync(Setting), CancellationToken.None);
        Prop.ForAll<NonNegativeInt[]>(numbers =>
        {
            foreach (var number in numbers)
            {
                // Half of them add one.
                var change = number.Get % 2 == 0 ? Changes[number.Get / 2 % 2] : Changes[number.Get / 2 % Changes.Length];
                database.WriteAsync(scope => scope.ExecuteAsync(change, new { n = number.Get, uuid = Guid.NewGuid().ToString() }), CancellationToken.None).GetAwaiter().GetResult();
            }

            return Array.TrueForAll(Pairs, pair => Read(database, pair.Kept).SequenceEqual(Read(database, pair.Counted), StringComparer.Ordinal));
        }).QuickCheckThrowOnFailure();
        Assert.All(Pairs, pair => Assert.NotEmpty(Read(database, pair.Kept)));

        // What a foreign key changes is counted as well.
        await database.WriteAsync(scope => scope.ExecuteAsync("DELETE FROM users WHERE email LIKE '%@kept'; DELETE FROM teams WHERE name = 'kept'"), CancellationToken.None);
        Assert.All(Pairs, pair => Assert.Equal(Read(database, pair.Counted), Read(database, pair.Kept)));
        await database.WriteAsync(scope => scope.ExecuteAsync("DELETE FROM contacts"), CancellationToken.None);
        Assert.All(Pairs, pair => Assert.Empty(Read(database, pair.Kept)));
    }

    private static List<string> Read(IDatabase database, string sql)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync(sql)).Select(row => string.Join('|', ((IDictionary<string, object>)row).Values)).Order(StringComparer.Ordinal).ToList(),
            CancellationToken.None).GetAwaiter().GetResult();
}
