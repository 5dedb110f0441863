using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Conversations;

/// <summary>The counts that triggers keep (migration 0056).</summary>
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

    private const string Counted = """
        SELECT account_id, inbox_id, status, COALESCE(team_id, 0), COALESCE(assignee_id, 0), COUNT(*) FROM conversations
        GROUP BY account_id, inbox_id, status, COALESCE(team_id, 0), COALESCE(assignee_id, 0)
        """;

    private const string Kept = "SELECT account_id, inbox_id, status, team_id, assignee_id, count FROM conversation_counts";

    /// <summary>Each with what a number picks.</summary>
    private static readonly string[] Changes =
    [
        $"""
        INSERT INTO conversations (account_id, inbox_id, contact_id, display_id, uuid, status, team_id, assignee_id, last_activity_at, created_at, updated_at)
        SELECT {Account}, (SELECT MIN(id) FROM inboxes WHERE name LIKE 'kept%') + @n % 2, (SELECT MAX(id) FROM contacts), 1 + COALESCE(MAX(display_id), 0), hex(randomblob(16)), @n % 4,
               (SELECT id FROM teams WHERE name LIKE 'kept%' AND @n % 3 = 0 LIMIT 1), (SELECT id FROM users WHERE email LIKE '%@kept' AND @n % 5 < 2 LIMIT 1), 0, 0, 0
        FROM conversations
        """,
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
                var change = number.Get % 2 == 0 ? Changes[0] : Changes[number.Get / 2 % Changes.Length];
                database.WriteAsync(scope => scope.ExecuteAsync(change, new { n = number.Get }), CancellationToken.None).GetAwaiter().GetResult();
            }

            return Read(database, Kept).SetEquals(Read(database, Counted));
        }).QuickCheckThrowOnFailure();
        Assert.NotEmpty(Read(database, Kept));

        // What a foreign key changes is counted as well.
        await database.WriteAsync(scope => scope.ExecuteAsync("DELETE FROM users WHERE email LIKE '%@kept'; DELETE FROM teams WHERE name = 'kept'"), CancellationToken.None);
        Assert.Equal(Read(database, Counted), Read(database, Kept));
        await database.WriteAsync(scope => scope.ExecuteAsync("DELETE FROM contacts WHERE uuid = 'kept'"), CancellationToken.None);
        Assert.Empty(Read(database, Kept));
    }

    private static HashSet<(long, long, long, long, long, long)> Read(IDatabase database, string sql)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<(long, long, long, long, long, long)>(sql)).ToHashSet(), CancellationToken.None).GetAwaiter().GetResult();
}
