using System.Security.Cryptography;
using OneLink.Admin.Access;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Domains.Verification;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Demo;

/// <summary>
/// The account that a fresh installation starts with: a person, a domain, a credential for each API surface, and inboxes
/// of every channel, those of outside providers as sandboxes.
/// </summary>
internal sealed class DemoAccount(AdminSettings settings, TimeProvider clock)
{
    private const string Email = "demo@onelink.example";
    private const string OnSyncScopes = "read:contacts write:contacts read:messages write:messages read:webhooks write:webhooks";

    /// <summary>Channel, name and whether it is a sandbox.</summary>
    private static readonly (string Channel, string Name, bool Sandbox)[] Inboxes =
    [
        ("api", "API", false),
        ("web_widget", "Live chat", false),
        ("whatsapp", "WhatsApp sandbox", true),
        ("instagram", "Instagram sandbox", true),
        ("facebook", "Facebook sandbox", true),
        ("telegram", "Telegram sandbox", true),
    ];

    /// <summary>Inserts everything; the secrets exist only in what is returned.</summary>
    public async Task<DemoCredentials> CreateAsync(WriteScope scope)
    {
        var now = clock.GetUtcNow();
        var at = now.ToUnixTimeMilliseconds();
        var accountId = await scope.ScalarAsync<long>(
            "INSERT INTO accounts (name, tier, created_at) VALUES ('Demo', 'growth', @at) RETURNING id", new { at });

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
            UserAccessToken = await CreateAccessTokenAsync(scope, "user", userId, at),
            PlatformAccessToken = await CreateAccessTokenAsync(scope, "platform_app", platformAppId, at),
            OnsyncKey = await CreateIntegrationKeyAsync(scope, accountId, "onsync", "onsync_pk_live_", OnSyncScopes, at),
            OnetalkApiKey = await CreateIntegrationKeyAsync(scope, accountId, "onetalk", "otk_", scopes: "", at),
            Email = Email,
            Password = password,
        };
    }

    private static async Task<long> CreateUserAsync(WriteScope scope, long accountId, string password, long at)
    {
        var userId = await scope.ScalarAsync<long>(
            "INSERT INTO users (email, name, password_hash, created_at) VALUES (@Email, 'Demo', @hash, @at) RETURNING id",
            new { Email, hash = PasswordHash.Of(password), at });
        await scope.ExecuteAsync(
            "INSERT INTO account_users (account_id, user_id, role) VALUES (@accountId, @userId, 'administrator')", new { accountId, userId });
        return userId;
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

    private static async Task<string> CreateAccessTokenAsync(WriteScope scope, string ownerKind, long ownerId, long at)
    {
        var token = SecretText.Secret("");
        await scope.ExecuteAsync(
            """
            INSERT INTO access_tokens (owner_kind, owner_id, token, token_hash, created_at)
            VALUES (@ownerKind, @ownerId, @token, @hash, @at)
            """,
            new { ownerKind, ownerId, token, hash = SecretHash.Of(token), at });
        return token;
    }

    private static async Task<string> CreateIntegrationKeyAsync(
        WriteScope scope, long accountId, string surface, string prefix, string scopes, long at)
    {
        const int ShownCharacters = 4;
        var key = SecretText.Secret(prefix);
        await scope.ExecuteAsync(
            """
            INSERT INTO integration_keys (account_id, surface, name, key_prefix, key_hash, scopes, created_at)
            VALUES (@accountId, @surface, 'Demo', @shown, @hash, @scopes, @at)
            """,
            new { accountId, surface, shown = key[..(prefix.Length + ShownCharacters)], hash = SecretHash.Of(key), scopes, at });
        return key;
    }

    private static async Task CreateInboxesAsync(WriteScope scope, long accountId, long at)
    {
        foreach (var (channel, name, sandbox) in Inboxes)
        {
            await scope.ExecuteAsync(
                """
                INSERT INTO inboxes (account_id, name, channel, identifier, hmac_secret, sandbox, created_at)
                VALUES (@accountId, @name, @channel, @identifier, @secret, @sandbox, @at)
                """,
                new
                {
                    accountId,
                    name,
                    channel,
                    identifier = SecretText.Identifier(""),
                    secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
                    sandbox = sandbox ? 1L : 0L,
                    at,
                });
        }
    }
}
