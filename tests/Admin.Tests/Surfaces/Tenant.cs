using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Accounts;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Contract;
using OneLink.Admin.Users;

namespace OneLink.Admin.Tests.Surfaces;

/// <summary>
/// An account for a test, made through the model, with the people, bots and inboxes that its story needs. Nothing here
/// says which database holds it.
/// </summary>
internal sealed class Tenant
{
    private readonly AdminServer _server;

    private Tenant(AdminServer server, long accountId)
    {
        _server = server;
        AccountId = accountId;
    }

    public long AccountId { get; }

    /// <summary>Where the account's resources are: <c>/api/v1/accounts/7</c>.</summary>
    public string Path => $"/api/v1/accounts/{AccountId}";

    private IDatabase Database => _server.Services.GetRequiredService<IDatabase>();

    private AccessTokenRepository Tokens => _server.Services.GetRequiredService<AccessTokenRepository>();

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public static async Task<Tenant> JoinAsync(AdminServer server, string name = "Acme", string status = AccountStatus.Active)
    {
        TenantCount.Add();
        var at = Now;
        var id = await server.Services.GetRequiredService<IDatabase>().WriteAsync(
            scope => AccountRepository.InsertAsync(scope, new Account { Id = 0, Name = name, Status = status, CreatedAt = at, UpdatedAt = at }),
            CancellationToken.None);
        return new Tenant(server, id);
    }

    /// <summary>An account that is there already: the demo account, which has a link domain and keys.</summary>
    public static Tenant Of(AdminServer server, long accountId) => new(server, accountId);

    public Task<Person> AdministratorAsync(string name = "Ada") => MemberAsync(name, AccountRole.Administrator);

    public Task<Person> AgentAsync(string name = "Bob") => MemberAsync(name, AccountRole.Agent);

    public Task SuspendAsync() => RunAsync("UPDATE accounts SET status = 'suspended' WHERE id = @AccountId");

    /// <summary>A bot of this account, or of the installation.</summary>
    public async Task<HttpClient> BotAsync(bool system = false, long? inboxId = null)
    {
        var at = Now;
        var token = await Database.WriteAsync(
            async scope =>
            {
                var id = await AgentBotRepository.InsertAsync(
                    scope, new AgentBot { Id = 0, AccountId = system ? null : AccountId, Name = "Bot", Secret = "s", CreatedAt = at, UpdatedAt = at });
                if (inboxId is not null)
                {
                    await scope.ExecuteAsync("UPDATE inboxes SET agent_bot_id = @id WHERE id = @inboxId", new { id, inboxId });
                }

                return await Tokens.ReplaceAsync(scope, TokenOwner.AgentBot(id));
            },
            CancellationToken.None);
        return ClientWith(_server, token);
    }

    /// <summary>A bot of this account, by its id.</summary>
    public Task<long> BotIdAsync(string name = "Bot")
    {
        var at = Now;
        return Database.WriteAsync(
            scope => AgentBotRepository.InsertAsync(scope, new AgentBot { Id = 0, AccountId = AccountId, Name = name, Secret = "s", CreatedAt = at, UpdatedAt = at }),
            CancellationToken.None);
    }

    public async Task<long> InboxAsync(string channel = InboxChannel.Api, params Person[] members)
    {
        var at = Now;
        return await Database.WriteAsync(
            async scope =>
            {
                var id = await InboxRepository.InsertAsync(scope, Inbox.New(AccountId, "Inbox", channel, at));
                foreach (var member in members)
                {
                    await InboxRepository.AddMemberAsync(scope, AccountId, id, member.User.Id, at);
                }

                return id;
            },
            CancellationToken.None);
    }

    public Task<long> TeamAsync(string name, params Person[] members)
    {
        var at = Now;
        return Database.WriteAsync(
            async scope =>
            {
                var id = await scope.ScalarAsync<long>(
                    "INSERT INTO teams (account_id, name, created_at, updated_at) VALUES (@AccountId, @name, @at, @at) RETURNING id", new { AccountId, name, at });
                foreach (var member in members)
                {
                    await scope.ExecuteAsync(
                        "INSERT INTO team_members (team_id, user_id, account_id, created_at) VALUES (@id, @UserId, @AccountId, @at)",
                        new { id, UserId = member.User.Id, AccountId, at });
                }

                return id;
            },
            CancellationToken.None);
    }

    /// <summary>A client with a token in the header of that name.</summary>
    public static HttpClient ClientWith(AdminServer server, string token, string header = "api_access_token")
    {
        var client = SurfaceCalls.Client(server);
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, token);
        return client;
    }

    /// <summary>A person who is in no account yet.</summary>
    public static async Task<Person> StrangerAsync(AdminServer server, string name = "Eve", string password = "")
    {
        var at = Now;
        var tokens = server.Services.GetRequiredService<AccessTokenRepository>();
        var (user, token) = await server.Services.GetRequiredService<IDatabase>().WriteAsync(
            async scope =>
            {
                var stored = await UserRepository.InsertAsync(scope, new User
                {
                    Id = 0,
                    Email = $"{Guid.NewGuid():N}@people.example",
                    Name = name,
                    PasswordHash = password.Length == 0 ? "" : PasswordHash.Of(password),
                    PubsubToken = UserRepository.NewPubsubToken(),
                    ConfirmedAt = at,
                    CreatedAt = at,
                    UpdatedAt = at,
                });
                return (stored!, await tokens.ReplaceAsync(scope, TokenOwner.User(stored!.Id)));
            },
            CancellationToken.None);
        return new Person(user, token, ClientWith(server, token));
    }

    /// <summary>Brings a person into this account as well.</summary>
    public Task AddAsync(Person person, string role)
        => Database.WriteAsync(
            scope => MembershipRepository.UpsertAsync(scope, AccountId, person.User.Id, role, inviterId: null, Now), CancellationToken.None);

    private async Task<Person> MemberAsync(string name, string role)
    {
        var person = await StrangerAsync(_server, name);
        await AddAsync(person, role);
        return person;
    }

    /// <summary>What no API of ours does yet.</summary>
    public Task<int> RunAsync(string sql) => Database.WriteAsync(scope => scope.ExecuteAsync(sql, new { AccountId }), CancellationToken.None);
}
