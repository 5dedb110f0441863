using OneLink.Admin.Access;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Domains.Verification;
using OneLink.Admin.Hosting;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Users;

namespace OneLink.Admin.Demo;

/// <summary>
/// The account that a fresh installation starts with: a person, a domain, a credential for each API surface, and inboxes
/// of every channel, those of outside providers as sandboxes.
/// </summary>
internal sealed class DemoAccount(AdminSettings settings, AccessTokenRepository tokens, TimeProvider clock)
{
    private const string Email = "demo@onelink.example";

    /// <summary>Phone numbers are at home where those of the OnSync API's examples are.</summary>
    private const string Settings = """{"region":"AE"}""";

    /// <summary>Channel, name and whether it is a sandbox.</summary>
    private static readonly (string Channel, string Name, bool Sandbox)[] Inboxes =
    [
        (InboxChannel.Api, "API", false),
        (InboxChannel.WebWidget, "Live chat", false),
        (InboxChannel.WhatsApp, "WhatsApp sandbox", true),
        (InboxChannel.Instagram, "Instagram sandbox", true),
        (InboxChannel.Facebook, "Facebook sandbox", true),
        (InboxChannel.Telegram, "Telegram sandbox", true),
    ];

    /// <summary>Inserts everything; the secrets exist only in what is returned.</summary>
    public async Task<DemoCredentials> CreateAsync(WriteScope scope)
    {
        var now = clock.GetUtcNow();
        var at = now.ToUnixTimeMilliseconds();
        var accountId = await AccountRepository.InsertAsync(
            scope, new Account { Id = 0, Name = "Demo", Tier = "growth", Settings = Settings, CreatedAt = at, UpdatedAt = at });

        var password = SecretText.Secret("");
        var userId = await CreateUserAsync(scope, accountId, password, at);
        var platformAppId = await scope.ScalarAsync<long>(
            "INSERT INTO platform_apps (name, created_at) VALUES ('Demo platform app', @at) RETURNING id", new { at });
        var apiKey = NewApiKey.Create(accountId, "Demo", Scope.All, expiresAt: null, now);
        await ApiKeyRepository.InsertAsync(scope, apiKey.Key);
        await CreateInboxesAsync(scope, accountId, at);

        return new DemoCredentials
        {
            AdminUrl = DemoAddresses.AdminUrl(settings),
            EdgeUrl = DemoAddresses.EdgeUrl(settings),
            ClickhouseUrl = DemoAddresses.ClickHouseUrl(settings),
            ClickhouseUser = settings.ClickHouseUser,
            ClickhousePassword = settings.ClickHousePassword,
            Domain = await CreateDomainAsync(scope, accountId, at),
            ApiKey = apiKey.Key.PublicKey,
            ApiSecret = apiKey.Secret,
            AccountId = accountId,
            UserAccessToken = await tokens.ReplaceAsync(scope, TokenOwner.User(userId)),
            PlatformAccessToken = await tokens.ReplaceAsync(scope, TokenOwner.PlatformApp(platformAppId)),
            OnsyncKey = await CreateIntegrationKeyAsync(scope, accountId, IntegrationSurface.OnSync, OnSyncScope.All, at),
            OnetalkApiKey = await CreateIntegrationKeyAsync(scope, accountId, IntegrationSurface.OneTalk, scopes: [], at),
            Email = Email,
            Password = password,
        };
    }

    private static async Task<long> CreateUserAsync(WriteScope scope, long accountId, string password, long at)
    {
        var user = await UserRepository.InsertAsync(scope, new User
        {
            Id = 0,
            Email = Email,
            Name = "Demo",
            PasswordHash = PasswordHash.Of(password),
            PubsubToken = UserRepository.NewPubsubToken(),

            // Whoever sets an installation up runs it.
            IsSuperAdmin = 1,
            ConfirmedAt = at,
            CreatedAt = at,
            UpdatedAt = at,
        });
        await MembershipRepository.UpsertAsync(scope, accountId, user!.Id, AccountRole.Administrator, inviterId: null, at);
        return user.Id;
    }

    private async Task<string> CreateDomainAsync(WriteScope scope, long accountId, long at)
    {
        // Served for any host name, so that localhost and the machine's own addresses work as well.
        var domain = await DomainRepository.InsertAsync(scope, new LinkDomain
        {
            Id = 0,
            AccountId = accountId,
            Host = DemoAddresses.LoopbackHost,
            Authority = DemoAddresses.DomainAuthority(settings),
            Scheme = "http",
            IsDefault = 1,
            IsFallback = 1,
            IsCaseSensitive = 1,
            VerificationState = DomainVerification.Verified,
            VerificationMethod = DomainVerification.ByInstallation,
            VerifiedAt = at,
            CreatedAt = at,
            UpdatedAt = at,
        });
        return domain!.Authority;
    }

    private static async Task<string> CreateIntegrationKeyAsync(WriteScope scope, long accountId, string surface, IReadOnlyList<string> scopes, long at)
    {
        var (key, secret) = IntegrationKey.New(accountId, surface, "Demo", scopes, at);
        await IntegrationKeyRepository.InsertAsync(scope, key);
        return secret;
    }

    private static async Task CreateInboxesAsync(WriteScope scope, long accountId, long at)
    {
        foreach (var (channel, name, sandbox) in Inboxes)
        {
            await InboxRepository.InsertAsync(scope, Inbox.New(accountId, name, channel, at) with { IsSandbox = sandbox ? 1 : 0 });
        }
    }
}
