using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Accounts;
using OneLink.Admin.Accounts.Removal;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Users;

namespace OneLink.Admin.Tests.Accounts;

/// <summary>What is left of members, people and accounts, and that it goes in pieces.</summary>
public sealed class RemovalTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    /// <summary>More than one piece of 500, so that the last goes later.</summary>
    private const int Conversations = 700;

    private AdminServer Server => fixture.Server;

    private IDatabase Database => Server.Services.GetRequiredService<IDatabase>();

    [Fact]
    public async Task Member_WithManyConversations_LosesThemAll()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var (agent, other) = (await tenant.AgentAsync(), await tenant.AgentAsync());
        var inbox = await tenant.InboxAsync(InboxChannel.Api, agent, other);
        await AssignAsync(tenant, inbox, agent, Conversations);
        await AssignAsync(tenant, inbox, other, 1);

        await RemoveAsync(tenant, agent);

        await UntilAsync("SELECT COUNT(*) FROM conversations WHERE account_id = @account AND assignee_id = @user", tenant, agent, 0);
        await UntilAsync("SELECT COUNT(*) FROM removed_members WHERE account_id = @account AND user_id = @user", tenant, agent, 0);
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM inbox_members WHERE account_id = @account AND user_id = @user", tenant, agent));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM conversations WHERE account_id = @account AND assignee_id = @user", tenant, other));
        Assert.Equal(Conversations, await CountAsync(
            "SELECT COUNT(*) FROM domain_events WHERE account_id = @account AND name = 'conversation.updated' AND changed_attributes LIKE '%\"assignee_id\"%'", tenant, agent));
    }

    [Fact]
    public async Task Member_WhoComesBack_KeepsWhatWasNotTakenYet()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        await AssignAsync(tenant, await tenant.InboxAsync(), agent, Conversations);
        var members = Server.Services.GetRequiredService<Members>();

        await Database.WriteAsync(
            async scope =>
            {
                await members.RemoveAsync(scope, Actor.System(tenant.AccountId), agent.User.Id);
                return await members.PutAsync(scope, Actor.System(tenant.AccountId), agent.User.Id, new MemberInput(), inviterId: null);
            },
            CancellationToken.None);
        await Database.WriteAsync(
            async scope =>
            {
                await MemberRemoval.ContinueAsync(scope, tenant.AccountId, agent.User.Id, at: 1);
                return 0;
            },
            CancellationToken.None);

        Assert.Equal(Conversations - 500, await CountAsync("SELECT COUNT(*) FROM conversations WHERE account_id = @account AND assignee_id = @user", tenant, agent));
    }

    [Fact]
    public async Task User_Deleted_LeavesEveryAccountAndThenIsNoMore()
    {
        var (one, two) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        var agent = await one.AgentAsync();
        await two.AddAsync(agent, AccountRole.Administrator);
        await AssignAsync(one, await one.InboxAsync(), agent, Conversations);

        await Database.WriteAsync(scope => Server.Services.GetRequiredService<UserChanges>().DeleteAsync(scope, agent.User.Id), CancellationToken.None);

        await UntilAsync("SELECT COUNT(*) FROM users WHERE id = @user", one, agent, 0);
        Assert.Equal(Conversations, await CountAsync("SELECT COUNT(*) FROM conversations WHERE account_id = @account", one, agent));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM account_users WHERE account_id = @account", two, agent));
    }

    [Fact]
    public async Task Account_Deleted_LosesItsRowsAndItsDomainsIds()
    {
        await using var server = await AdminServer.StartAsync();
        var database = server.Services.GetRequiredService<IDatabase>();
        var account = server.Credentials["accountId"]!.GetValue<long>();
        (await server.Client.PostAsync("/links", """{"url":"https://example.com"}""")).Is(System.Net.HttpStatusCode.Created);

        Assert.True(await server.Services.GetRequiredService<AccountChanges>().DeleteAsync(account, CancellationToken.None));
        Assert.False(await server.Services.GetRequiredService<AccountChanges>().DeleteAsync(account, CancellationToken.None));

        // No key opens it any more.
        (await server.Client.GetJsonAsync("/links")).Is(System.Net.HttpStatusCode.Unauthorized);
        Assert.Equal(0, await ReadAsync(database, "SELECT COUNT(*) FROM domains WHERE is_served = 1"));
        await UntilAsync(() => ReadAsync(database, "SELECT (SELECT COUNT(*) FROM links) + (SELECT COUNT(*) FROM domains) + (SELECT COUNT(*) FROM audit_log)"), 0);

        // ClickHouse is away, so the account's row waits for its clicks.
        Assert.Equal((1, 1), (await ReadAsync(database, "SELECT COUNT(*) FROM accounts"), await ReadAsync(database, "SELECT COUNT(*) FROM retired_domains")));
    }

    private Task<bool> RemoveAsync(Tenant tenant, Person person) => Database.WriteAsync(
        scope => Server.Services.GetRequiredService<Members>().RemoveAsync(scope, Actor.System(tenant.AccountId), person.User.Id), CancellationToken.None);

    private Task<int> AssignAsync(Tenant tenant, long inbox, Person person, int count) => Database.WriteAsync(
        async scope =>
        {
            var contact = await scope.ScalarAsync<long>(
                "INSERT INTO contacts (account_id, uuid, name, created_at, updated_at) VALUES (@account, @uuid, 'C', 0, 0) RETURNING id",
                new { account = tenant.AccountId, uuid = Guid.NewGuid().ToString() });
            return await scope.ExecuteAsync(
                """
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @count)
                INSERT INTO conversations (account_id, inbox_id, contact_id, display_id, uuid, assignee_id, last_activity_at, created_at, updated_at)
                SELECT @account, @inbox, @contact, @user * 10000 + n, @uuid || n, @user, 0, 0, 0 FROM numbers
                """,
                new { account = tenant.AccountId, inbox, contact, user = person.User.Id, count, uuid = Guid.NewGuid().ToString() });
        },
        CancellationToken.None);

    private Task<long> CountAsync(string sql, Tenant tenant, Person person) => Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>(sql, new { account = tenant.AccountId, user = person.User.Id }), CancellationToken.None);

    private Task UntilAsync(string sql, Tenant tenant, Person person, long expected) => UntilAsync(() => CountAsync(sql, tenant, person), expected);

    private static Task<long> ReadAsync(IDatabase database, string sql)
        => database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql), CancellationToken.None);

    private static async Task UntilAsync(Func<Task<long>> read, long expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await read() != expected)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }
}
